/**
 * The Word and Excel part of the unified manifest, made from manifest.xml: the ribbon, the context menus and the pages are
 * written down once, so that the two manifests cannot differ.
 */
import { parseDocument } from 'htmlparser2';

const scopes = { Document: 'document', Workbook: 'workbook', Presentation: 'presentation' };
const entryPoints = { ContextMenuText: 'text', ContextMenuCell: 'cell' };
/** The unified manifest takes three sizes. */
const iconSizes = ['16', '32', '80'];

/**
 * @param {string} xml manifest.xml
 * @returns {{ id: string, version: string, extension: object, chinese: Record<string, string> }} `chinese` by the keys of a localisation file
 */
export function officeExtension(xml) {
  const app = child(parseDocument(xml, { xmlMode: true }), 'OfficeApp');
  const overrides = child(app, 'VersionOverrides');
  const reader = new Reader(child(overrides, 'Resources'));
  const hosts = children(child(overrides, 'Hosts'), 'Host');
  const hostScopes = hosts.map((host) => scopes[host.attribs['xsi:type']]);
  const extension = {
    requirements: {
      scopes: hostScopes,
      capabilities: children(child(app, 'Requirements', 'Sets'), 'Set').map(({ attribs }) => ({
        name: attribs.Name,
        minVersion: attribs.MinVersion,
      })),
    },
    runtimes: [],
    ribbons: [],
    contextMenus: [],
    getStartedMessages: [],
    alternates: [
      {
        requirements: { scopes: hostScopes },
        hide: { customOfficeAddin: { officeAddinId: text(child(app, 'Id')) } },
      },
    ],
  };
  for (const host of hosts) readHost(host, reader, extension);
  if (extension.contextMenus.length === 0) delete extension.contextMenus;
  const version = text(child(app, 'Version')).split('.').slice(0, 3).join('.');
  return { id: text(child(app, 'Id')), version, extension, chinese: reader.chinese };
}

function readHost(host, reader, extension) {
  const scope = scopes[host.attribs['xsi:type']];
  const requirements = { scopes: [scope] };
  const form = child(host, 'DesktopFormFactor');
  const runtimes = new Runtimes(host, reader, extension.runtimes, scope);
  const points = children(form, 'ExtensionPoint');
  const ofType = (type) => points.filter(({ attribs }) => attribs['xsi:type'] === type);

  const tabs = ofType('PrimaryCommandSurface').flatMap((point) => [
    ...children(point, 'OfficeTab'),
    ...children(point, 'CustomTab'),
  ]);
  if (tabs.length > 0) {
    const at = `extensions[0].ribbons[${extension.ribbons.length}]`;
    extension.ribbons.push({
      requirements,
      contexts: ['default'],
      tabs: tabs.map((tab, index) => readTab(tab, reader, runtimes, `${at}.tabs[${index}]`)),
    });
  }
  const menus = ofType('ContextMenu').flatMap((point) => children(point, 'OfficeMenu'));
  if (menus.length > 0) {
    const at = `extensions[0].contextMenus[${extension.contextMenus.length}]`;
    extension.contextMenus.push({
      requirements,
      menus: menus.map((menu, index) => ({
        entryPoint: entryPoints[menu.attribs.id],
        controls: readControls(menu, reader, runtimes, `${at}.menus[${index}]`),
      })),
    });
  }
  for (const point of ofType('CustomFunctions')) runtimes.addFunctions(point);
  const start = child(form, 'GetStarted');
  if (start) {
    const at = `extensions[0].getStartedMessages[${extension.getStartedMessages.length}]`;
    extension.getStartedMessages.push({
      requirements,
      title: reader.text(child(start, 'Title'), `${at}.title`),
      description: reader.text(child(start, 'Description'), `${at}.description`),
      learnMoreUrl: reader.text(child(start, 'LearnMoreUrl')),
    });
  }
}

function readTab(tab, reader, runtimes, at) {
  const own = child(tab, 'Label');
  return {
    ...(own ? { id: tab.attribs.id, label: reader.text(own, `${at}.label`) } : { builtInTabId: tab.attribs.id }),
    groups: children(tab, 'Group').map((group, index) => ({
      id: group.attribs.id,
      label: reader.text(child(group, 'Label'), `${at}.groups[${index}].label`),
      icons: reader.icons(group),
      controls: readControls(group, reader, runtimes, `${at}.groups[${index}]`),
    })),
  };
}

function readControls(parent, reader, runtimes, at) {
  return children(parent, 'Control').map((control, index) => {
    const place = `${at}.controls[${index}]`;
    const face = readFace(control, reader, place);
    if (control.attribs['xsi:type'] !== 'Menu') {
      return { ...face, type: 'button', actionId: runtimes.action(child(control, 'Action'), face.label) };
    }
    const items = children(child(control, 'Items'), 'Item').map((item, number) => {
      const own = readFace(item, reader, `${place}.items[${number}]`);
      return { ...own, type: 'menuItem', actionId: runtimes.action(child(item, 'Action'), own.label) };
    });
    return { ...face, type: 'menu', items };
  });
}

function readFace(element, reader, at) {
  const tip = child(element, 'Supertip');
  return {
    id: element.attribs.id,
    label: reader.text(child(element, 'Label'), `${at}.label`),
    icons: reader.icons(element),
    supertip: {
      title: reader.text(child(tip, 'Title'), `${at}.supertip.title`),
      description: reader.text(child(tip, 'Description'), `${at}.supertip.description`),
    },
  };
}

/** Pages with what runs in them; hosts that open the same page share its runtime, so that a function has one action. */
class Runtimes {
  #known;
  #reader;
  #scope;
  #functionPage;
  #longLived;

  constructor(host, reader, known, scope) {
    this.#known = known;
    this.#reader = reader;
    this.#scope = scope;
    const file = child(host, 'DesktopFormFactor', 'FunctionFile');
    this.#functionPage = file ? reader.text(file) : undefined;
    this.#longLived = children(child(host, 'Runtimes'), 'Runtime')
      .filter(({ attribs }) => attribs.lifetime === 'long')
      .map((runtime) => reader.text(runtime));
  }

  /** The id of the action that a control's `Action` becomes. */
  action(action, label) {
    if (action.attribs['xsi:type'] === 'ExecuteFunction') {
      const name = text(child(action, 'FunctionName'));
      return add(this.#runtime(this.#functionPage), { id: name, type: 'executeFunction', displayName: label });
    }
    const runtime = this.#runtime(this.#reader.text(child(action, 'SourceLocation')));
    const view = text(child(action, 'TaskpaneId'));
    return add(runtime, { id: `${runtime.id}-open`, type: 'openPage', view, displayName: label });
  }

  addFunctions(point) {
    const source = (name) => {
      const found = child(point, name, 'SourceLocation');
      return found ? this.#reader.text(found) : undefined;
    };
    const namespace = this.#reader.text(child(point, 'Namespace'));
    const runtime = this.#runtime(source('Page'));
    runtime.customFunctions = { namespace: { id: namespace, name: namespace }, metadataUrl: source('Metadata') };
    const script = source('Script');
    if (script) runtime.code.script = script;
  }

  #runtime(page) {
    const lifetime = this.#longLived.includes(page) ? 'long' : 'short';
    const folder = new URL(page).pathname.split('/').find((part) => part !== '') ?? 'page';
    const id = lifetime === 'long' ? `${folder}-shared` : folder;
    let runtime = this.#known.find((one) => one.id === id);
    if (!runtime) {
      runtime = { requirements: { scopes: [] }, id, type: 'general', code: { page }, lifetime };
      this.#known.push(runtime);
    }
    if (!runtime.requirements.scopes.includes(this.#scope)) runtime.requirements.scopes.push(this.#scope);
    return runtime;
  }
}

function add(runtime, action) {
  runtime.actions ??= [];
  if (!runtime.actions.some(({ id }) => id === action.id)) runtime.actions.push(action);
  return action.id;
}

/** Resources by their id, and the Chinese of those that were used, by where they are used. */
class Reader {
  chinese = {};
  #resources = new Map();

  constructor(resources) {
    for (const group of resources?.children ?? [])
      for (const one of group.children ?? []) {
        if (one.attribs?.id) this.#resources.set(one.attribs.id, one);
      }
  }

  text(element, key) {
    const resource = this.#resources.get(element?.attribs.resid);
    if (!resource) throw new Error(`manifest.xml has no resource “${element?.attribs.resid}”.`);
    const translated = children(resource, 'Override').find(({ attribs }) => attribs.Locale === 'zh-CN');
    if (key && translated) this.chinese[key] = translated.attribs.Value;
    return resource.attribs.DefaultValue;
  }

  icons(element) {
    return children(child(element, 'Icon'), 'Image')
      .filter(({ attribs }) => iconSizes.includes(attribs.size))
      .map((image) => ({ size: Number(image.attribs.size), url: this.text(image) }));
  }
}

function localName({ name }) {
  return name?.split(':').at(-1);
}

function children(element, name) {
  return (element?.children ?? []).filter((one) => localName(one) === name);
}

function child(element, ...path) {
  let found = element;
  for (const name of path) found = children(found, name)[0];
  return found;
}

function text(element) {
  return (element?.children ?? [])
    .map(({ data }) => data ?? '')
    .join('')
    .trim();
}
