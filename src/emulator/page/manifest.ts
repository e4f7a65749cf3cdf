/** Reads an add-in-only manifest (the XML form) as far as a host needs it: panes, ribbon, context menu, function file. */

/** What a ribbon button, a menu item or a context menu entry does. */
export type CommandAction =
  | { readonly kind: 'show-pane'; readonly paneId: string; readonly url: string; readonly title: string | null }
  | { readonly kind: 'run-function'; readonly functionName: string };

export interface ManifestCommand {
  readonly id: string;
  readonly label: string;
  readonly tip: { readonly title: string; readonly description: string };
  /** Picture addresses by size in pixels. */
  readonly icons: ReadonlyMap<number, string>;
  readonly action: CommandAction;
}

export interface ManifestMenu {
  readonly id: string;
  readonly label: string;
  readonly tip: { readonly title: string; readonly description: string };
  readonly icons: ReadonlyMap<number, string>;
  readonly items: readonly ManifestCommand[];
}

export interface ManifestGroup {
  readonly id: string;
  readonly label: string;
  readonly controls: readonly (ManifestCommand | ManifestMenu)[];
}

export interface ManifestTab {
  /** Office's name of a built-in tab (`TabHome`, `TabReview` …), or the add-in's own id. */
  readonly id: string;
  /** Set for an add-in's own tab. */
  readonly label: string | null;
  readonly groups: readonly ManifestGroup[];
}

/** Functions for the cells of a workbook. */
export interface ManifestFunctions {
  readonly namespace: string;
  readonly metadataUrl: string;
  /** The page that runs them, which is the pane's where both share a runtime. */
  readonly pageUrl: string;
}

export interface Manifest {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly description: string;
  readonly version: string;
  readonly icon: string | null;
  readonly supportUrl: string | null;
  /** The default page of the pane, for a host that opens it without a command. */
  readonly sourceUrl: string;
  readonly appDomains: readonly string[];
  readonly functionFile: string | null;
  readonly functions: ManifestFunctions | null;
  readonly tabs: readonly ManifestTab[];
  /** Entries for selected text (`ContextMenuText`). */
  readonly contextMenu: readonly (ManifestCommand | ManifestMenu)[];
}

export interface ManifestOptions {
  /** BCP 47; overrides are matched whole, then by language. */
  readonly locale: string;
  /** `Document` for Word, `Workbook` for Excel. */
  readonly host: 'Document' | 'Workbook';
  /**
   * Where the manifest was read from. Addresses on the origin of its pane are moved to this origin, so that one manifest
   * serves whichever port and scheme the add-in is running on.
   */
  readonly servedFrom: string;
}

/** A manifest that cannot be read: no XML, or not the manifest of an add-in with a pane. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

export function isMenu(control: ManifestCommand | ManifestMenu): control is ManifestMenu {
  return 'items' in control;
}

/** @throws {ManifestError} */
export function readManifest(xml: string, options: ManifestOptions): Manifest {
  const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement;
  if (root.localName !== 'OfficeApp') throw new ManifestError('This is not the XML manifest of an Office add-in.');
  const declared = localised(child(root, 'DefaultSettings', 'SourceLocation'), options.locale);
  if (!declared) throw new ManifestError('The manifest names no SourceLocation for its pane.');
  const reader = new ManifestReader(root, options, new URL(declared, options.servedFrom).origin);
  return reader.read(declared);
}

function child(element: Element | null, ...path: readonly string[]): Element | null {
  let found = element;
  for (const name of path) found = [...(found?.children ?? [])].find((one) => one.localName === name) ?? null;
  return found;
}

function children(element: Element | null, name: string): Element[] {
  return [...(element?.children ?? [])].filter((one) => one.localName === name);
}

function type(element: Element): string | null {
  return [...element.attributes].find((attribute) => attribute.localName === 'type')?.value ?? null;
}

/** `DefaultValue`, or the `Override` whose locale fits best. */
function localised(element: Element | null, locale: string): string | null {
  const overrides = children(element, 'Override');
  const wanted = locale.toLowerCase();
  const language = wanted.split('-')[0] ?? wanted;
  const localeOf = (override: Element): string => (override.getAttribute('Locale') ?? '').toLowerCase();
  const best =
    overrides.find((override) => localeOf(override) === wanted) ??
    overrides.find((override) => localeOf(override).split('-')[0] === language);
  return best?.getAttribute('Value') ?? element?.getAttribute('DefaultValue') ?? null;
}

class ManifestReader {
  readonly #root: Element;
  readonly #options: ManifestOptions;
  readonly #origin: string;
  readonly #resources = new Map<string, string>();
  readonly #host: Element | null;

  constructor(root: Element, options: ManifestOptions, origin: string) {
    this.#root = root;
    this.#options = options;
    this.#origin = origin;
    const overrides = child(root, 'VersionOverrides');
    this.#host = children(child(overrides, 'Hosts'), 'Host').find((host) => type(host) === options.host) ?? null;
    for (const group of child(overrides, 'Resources')?.children ?? []) {
      for (const resource of group.children) {
        const value = localised(resource, options.locale);
        if (value !== null) this.#resources.set(resource.getAttribute('id') ?? '', value);
      }
    }
  }

  read(sourceUrl: string): Manifest {
    const form = child(this.#host, 'DesktopFormFactor');
    const points = children(form, 'ExtensionPoint');
    const text = (...path: string[]): string => child(this.#root, ...path)?.textContent.trim() ?? '';
    const icon = localised(child(this.#root, 'IconUrl'), this.#options.locale);
    const functionFile = child(form, 'FunctionFile')?.getAttribute('resid');
    return {
      id: text('Id'),
      version: text('Version'),
      provider: text('ProviderName'),
      name: localised(child(this.#root, 'DisplayName'), this.#options.locale) ?? text('Id'),
      description: localised(child(this.#root, 'Description'), this.#options.locale) ?? '',
      icon: icon && this.#address(icon),
      supportUrl: localised(child(this.#root, 'SupportUrl'), this.#options.locale),
      sourceUrl: this.#address(sourceUrl),
      appDomains: children(child(this.#root, 'AppDomains'), 'AppDomain').map((domain) => domain.textContent.trim()),
      functionFile: functionFile ? this.#url(functionFile) : null,
      functions: this.#functions(),
      tabs: points
        .filter((point) => type(point) === 'PrimaryCommandSurface')
        .flatMap((point) => [...point.children])
        .map((tab) => this.#tab(tab)),
      contextMenu: points
        .filter((point) => type(point) === 'ContextMenu')
        .flatMap((point) => children(point, 'OfficeMenu'))
        .filter((menu) => menu.getAttribute('id') === 'ContextMenuText')
        .flatMap((menu) => this.#controls(menu)),
    };
  }

  #functions(): ManifestFunctions | null {
    const points = children(child(this.#host, 'AllFormFactors'), 'ExtensionPoint');
    const point = points.find((each) => type(each) === 'CustomFunctions');
    const address = (name: string): string =>
      this.#url(child(point ?? null, name, 'SourceLocation')?.getAttribute('resid') ?? '');
    return point
      ? {
          namespace: this.#text(child(point, 'Namespace')),
          metadataUrl: address('Metadata'),
          pageUrl: address('Page'),
        }
      : null;
  }

  #tab(element: Element): ManifestTab {
    const label = child(element, 'Label');
    return {
      id: element.getAttribute('id') ?? '',
      label: label ? this.#text(label) : null,
      groups: children(element, 'Group').map((group) => ({
        id: group.getAttribute('id') ?? '',
        label: this.#text(child(group, 'Label')),
        controls: this.#controls(group),
      })),
    };
  }

  #controls(container: Element): (ManifestCommand | ManifestMenu)[] {
    return children(container, 'Control').map((control) => {
      if (type(control) !== 'Menu') return this.#command(control);
      const items = children(child(control, 'Items'), 'Item').map((item) => this.#command(item));
      return { ...this.#face(control), items };
    });
  }

  #face(element: Element): Omit<ManifestMenu, 'items'> {
    const images = children(child(element, 'Icon'), 'Image');
    const label = this.#text(child(element, 'Label'));
    return {
      id: element.getAttribute('id') ?? '',
      label,
      tip: {
        title: this.#text(child(element, 'Supertip', 'Title')) || label,
        description: this.#text(child(element, 'Supertip', 'Description')),
      },
      icons: new Map(
        images.map(
          (image) => [Number(image.getAttribute('size')), this.#url(image.getAttribute('resid') ?? '')] as const,
        ),
      ),
    };
  }

  #command(element: Element): ManifestCommand {
    return { ...this.#face(element), action: this.#action(child(element, 'Action')) };
  }

  #action(action: Element | null): CommandAction {
    if (action && type(action) === 'ExecuteFunction') {
      return { kind: 'run-function', functionName: child(action, 'FunctionName')?.textContent.trim() ?? '' };
    }
    const title = child(action, 'Title');
    return {
      kind: 'show-pane',
      paneId: child(action, 'TaskpaneId')?.textContent.trim() ?? '',
      url: this.#url(child(action, 'SourceLocation')?.getAttribute('resid') ?? ''),
      title: title ? this.#text(title) : null,
    };
  }

  #text(element: Element | null): string {
    const id = element?.getAttribute('resid');
    return id ? (this.#resources.get(id) ?? id) : '';
  }

  #url(resourceId: string): string {
    return this.#address(this.#resources.get(resourceId) ?? '');
  }

  #address(value: string): string {
    const url = new URL(value, this.#options.servedFrom);
    return url.origin === this.#origin
      ? new URL(this.#options.servedFrom).origin + url.href.slice(url.origin.length)
      : url.href;
  }
}
