/** @jest-environment jsdom */
import { isMenu, ManifestError, readManifest, type ManifestMenu } from '../../../../src/emulator/page/manifest.ts';

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xsi:type="TaskPaneApp">
  <Id>1b2c</Id><Version>1.0.0.0</Version><ProviderName>Makers</ProviderName><DefaultLocale>en-US</DefaultLocale>
  <DisplayName DefaultValue="Helper"><Override Locale="zh-CN" Value="助手"/></DisplayName>
  <Description DefaultValue="Helps."/><IconUrl DefaultValue="https://localhost:3000/assets/icon-32.png"/>
  <AppDomains><AppDomain>https://login.example.org</AppDomain></AppDomains>
  <Hosts><Host Name="Document"/></Hosts>
  <DefaultSettings><SourceLocation DefaultValue="https://localhost:3000/taskpane/"/></DefaultSettings>
  <Permissions>ReadWriteDocument</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="VersionOverridesV1_0">
    <Hosts>
      <Host xsi:type="Workbook"><DesktopFormFactor><FunctionFile resid="Excel.Url"/></DesktopFormFactor></Host>
      <Host xsi:type="Document"><DesktopFormFactor>
        <FunctionFile resid="Commands.Url"/>
        <ExtensionPoint xsi:type="PrimaryCommandSurface"><OfficeTab id="TabHome"><Group id="G">
          <Label resid="Group.Label"/>
          <Control xsi:type="Button" id="Open"><Label resid="Open.Label"/>
            <Supertip><Title resid="Open.Label"/><Description resid="Open.Tip"/></Supertip>
            <Icon><bt:Image size="16" resid="Icon.16"/><bt:Image size="32" resid="Icon.32"/></Icon>
            <Action xsi:type="ShowTaskpane"><TaskpaneId>Main</TaskpaneId><SourceLocation resid="Pane.Url"/><Title resid="Group.Label"/></Action>
          </Control>
          <Control xsi:type="Menu" id="More"><Label resid="More.Label"/>
            <Supertip><Title resid="More.Label"/><Description resid="Open.Tip"/></Supertip>
            <Icon><bt:Image size="16" resid="Icon.16"/></Icon>
            <Items><Item id="Sum"><Label resid="Sum.Label"/>
              <Supertip><Title resid="Sum.Label"/><Description resid="Open.Tip"/></Supertip>
              <Action xsi:type="ExecuteFunction"><FunctionName>summarise</FunctionName></Action></Item></Items>
          </Control>
        </Group></OfficeTab></ExtensionPoint>
        <ExtensionPoint xsi:type="ContextMenu"><OfficeMenu id="ContextMenuText">
          <Control xsi:type="Button" id="Ctx"><Label resid="Sum.Label"/>
            <Supertip><Title resid="Sum.Label"/><Description resid="Open.Tip"/></Supertip>
            <Action xsi:type="ExecuteFunction"><FunctionName>summarise</FunctionName></Action></Control>
        </OfficeMenu><OfficeMenu id="ContextMenuCell"><Control xsi:type="Button" id="No"/></OfficeMenu></ExtensionPoint>
      </DesktopFormFactor></Host>
    </Hosts>
    <Resources>
      <bt:Images><bt:Image id="Icon.16" DefaultValue="https://localhost:3000/assets/icon-16.png"/>
        <bt:Image id="Icon.32" DefaultValue="https://cdn.example.org/icon-32.png"/></bt:Images>
      <bt:Urls><bt:Url id="Pane.Url" DefaultValue="https://localhost:3000/taskpane/?from=ribbon"/>
        <bt:Url id="Commands.Url" DefaultValue="https://localhost:3000/commands/"/>
        <bt:Url id="Excel.Url" DefaultValue="https://localhost:3000/excel/"/></bt:Urls>
      <bt:ShortStrings><bt:String id="Group.Label" DefaultValue="Helper"/>
        <bt:String id="Open.Label" DefaultValue="Open"><bt:Override Locale="zh-CN" Value="打开"/></bt:String>
        <bt:String id="More.Label" DefaultValue="More"/><bt:String id="Sum.Label" DefaultValue="Summarise"/></bt:ShortStrings>
      <bt:LongStrings><bt:String id="Open.Tip" DefaultValue="Opens the pane."/></bt:LongStrings>
    </Resources>
  </VersionOverrides>
</OfficeApp>`;

const read = (locale = 'en-US') =>
  readManifest(xml, { locale, host: 'Document', servedFrom: 'http://localhost:4100/manifest.xml' });

describe('readManifest', () => {
  it('moves addresses of the add-in to the origin that served the manifest', () => {
    const manifest = read();
    expect(manifest.sourceUrl).toBe('http://localhost:4100/taskpane/');
    expect(manifest.functionFile).toBe('http://localhost:4100/commands/');
    expect(manifest.icon).toBe('http://localhost:4100/assets/icon-32.png');
  });

  it('leaves addresses on other origins alone', () => {
    const [button] = read().tabs[0]!.groups[0]!.controls;
    expect(button!.icons.get(32)).toBe('https://cdn.example.org/icon-32.png');
    expect(read().appDomains).toEqual(['https://login.example.org']);
  });

  it('reads buttons that show a pane', () => {
    const [tab] = read().tabs;
    expect(tab).toMatchObject({ id: 'TabHome', label: null });
    expect(tab!.groups[0]!.controls[0]).toMatchObject({
      id: 'Open',
      label: 'Open',
      tip: { title: 'Open', description: 'Opens the pane.' },
      action: {
        kind: 'show-pane',
        paneId: 'Main',
        url: 'http://localhost:4100/taskpane/?from=ribbon',
        title: 'Helper',
      },
    });
  });

  it('reads menus whose items run functions', () => {
    const menu = read().tabs[0]!.groups[0]!.controls[1]!;
    expect(isMenu(menu)).toBe(true);
    expect((menu as ManifestMenu).items[0]).toMatchObject({
      label: 'Summarise',
      action: { kind: 'run-function', functionName: 'summarise' },
    });
  });

  it('keeps only the context menu of selected text', () => {
    expect(read().contextMenu.map((entry) => entry.id)).toEqual(['Ctx']);
  });

  it.each([
    ['zh-CN', '助手', '打开'],
    ['zh-Hans', '助手', '打开'],
    ['fr-FR', 'Helper', 'Open'],
  ])('speaks %s as far as the manifest does', (locale, name, label) => {
    const manifest = read(locale);
    expect(manifest.name).toBe(name);
    expect(manifest.tabs[0]!.groups[0]!.controls[0]!.label).toBe(label);
  });

  it('refuses what is no manifest', () => {
    const options = { locale: 'en', host: 'Document', servedFrom: 'http://localhost/manifest.xml' } as const;
    expect(() => readManifest('<html/>', options)).toThrow(ManifestError);
    expect(() => readManifest('not found', options)).toThrow(ManifestError);
    expect(() => readManifest('<OfficeApp/>', options)).toThrow('SourceLocation');
  });
});
