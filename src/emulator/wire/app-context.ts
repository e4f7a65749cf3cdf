import type { DocumentHost } from './document-host.ts';

/** The add-in as the host knows it from its manifest. */
export interface AddIn {
  readonly name: string;
  /** Address of the page that the pane shows. */
  readonly sourceUrl: string;
  /** Origins that dialogs may show besides the source's own. */
  readonly domains: readonly string[];
}

/** Ids of one load of one frame; office.js keeps state by them in session storage, so none is used twice. */
export interface PaneIds {
  readonly conversation: string;
  readonly app: string;
  readonly frame: string;
}

export function createPaneIds(): PaneIds {
  const unique = crypto.randomUUID();
  return { conversation: `conversation_${unique}`, app: `app_${unique}`, frame: `frame_${unique}` };
}

export interface FrameIdentity {
  readonly ids: PaneIds;
  readonly application: DocumentHost['application'];
  readonly locale: string;
  /** Origin of the hosting page. */
  readonly hostOrigin: string;
  readonly isDialog: boolean;
}

/** Host type, platform, version, locale, correlation, dialog mark, logging, flags: office.js reads it from the address. */
export function hostInfo({ application, locale, isDialog }: FrameIdentity): string {
  // The flag by which office.js starts its runtime for custom functions.
  const flags = application === 'Excel' && !isDialog ? '2' : '0';
  return [application, 'Web', '16.01', locale, 'telemetry', isDialog ? 'isDialog' : '', 'disableLogging', flags].join(
    '$',
  );
}

/** The frame's `name`, from which office.js learns whom to talk to. */
export function frameName(identity: FrameIdentity): string {
  return JSON.stringify({
    baseFrameName: identity.ids.frame,
    hostInfo: hostInfo(identity),
    xdmInfo: `${identity.ids.conversation}|${identity.ids.app}|${identity.hostOrigin}`,
    serializerVersion: '1',
    flights: '[]',
  });
}

/** The frame's address: the add-in's, with the host info that office.js looks for first. */
export function frameUrl(sourceUrl: string, identity: FrameIdentity): string {
  const url = new URL(sourceUrl);
  url.searchParams.set('_host_Info', hostInfo(identity));
  return url.href;
}

const applicationNumbers = { Word: 32, Excel: 16 } as const;

/** The answer to `getAppContextAsync`: none of the required fields may be null. */
export function appContext(
  identity: FrameIdentity,
  host: DocumentHost,
  addIn: AddIn,
  requirements: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const settings = host.settings.read();
  return {
    _id: identity.ids.app,
    _appName: applicationNumbers[host.application],
    _appVersion: '16.0',
    _appMinorVersion: 1,
    _appUILocale: identity.locale,
    _dataLocale: host.contentLanguage,
    _docUrl: host.url,
    _clientMode: host.readOnly ? 0 : 1,
    _settings: host.application === 'Excel' ? Object.entries(settings) : settings,
    _reason: 'documentOpened',
    _osfControlType: 1,
    _eToken: '',
    _correlationId: identity.ids.conversation,
    _appInstanceId: identity.ids.app,
    _requirementMatrix: JSON.stringify(requirements),
    _hostFullVersion: '16.0.17000.10000',
    _clientWindowHeight: 720,
    _clientWindowWidth: 1280,
    _addinName: addIn.name,
    _appDomains: [...addIn.domains],
    _addInSourceUrl: new URL(addIn.sourceUrl).origin,
    _featureGates: {},
    _initialDisplayMode: 2,
  };
}
