/** What the manifest's rules need to know of the repository. */
export interface ManifestFacts {
  /** The bytes of an icon by its address; `undefined` when there is none. */
  readonly readIcon: (url: string) => Uint8Array | undefined;
  /** The text of a file that the add-in serves, by its address; `undefined` when there is none. */
  readonly readFile: (url: string) => string | undefined;
  /** Names that the function file associates with functions. */
  readonly functionNames: readonly string[];
}

const requiredIconSizes = [16, 32, 80];
const maxResidLength = 32;
/** Characters, as Microsoft's manifest reference says: "String" (short, long), "DisplayName", "Description", "Id". */
const maxLengths = {
  ShortStrings: 125,
  LongStrings: 250,
  DisplayName: 125,
  Description: 250,
  ProviderName: 125,
} as const;
const maxUrlLength = 2048;

/**
 * What Microsoft's schemas of the add-in-only manifest miss and Office refuses or shows wrongly. Gives a sentence for
 * each fault, none for a good manifest.
 */
export function lintManifest(xml: string, facts: ManifestFacts): string[] {
  const manifest = new DOMParser().parseFromString(xml, 'application/xml');
  return [
    ...lintResources(manifest),
    ...lintAddresses(manifest),
    ...lintIcons(manifest, facts.readIcon),
    ...lintTexts(manifest),
    ...lintLanguages(manifest),
    ...lintCommands(manifest, facts.functionNames),
    ...lintCellFunctions(manifest, facts.readFile),
  ];
}

function elements(parent: Document | Element, ...names: readonly string[]): Element[] {
  return [...parent.getElementsByTagName('*')].filter(({ localName }) => names.includes(localName));
}

function attribute(element: Element, name: string): string {
  return element.getAttribute(name) ?? '';
}

/** Resources by id: images, addresses and strings share one space of names. */
function resources(manifest: Document): Element[] {
  return elements(manifest, 'Resources').flatMap((parent) =>
    elements(parent, 'Image', 'Url', 'String').filter((element) => element.hasAttribute('id')),
  );
}

function lintResources(manifest: Document): string[] {
  const defined = resources(manifest).map((element) => attribute(element, 'id'));
  const used = [...manifest.getElementsByTagName('*')]
    .filter((element) => element.hasAttribute('resid'))
    .map((element) => attribute(element, 'resid'));
  return [
    ...used.filter((id) => !defined.includes(id)).map((id) => `The resource ${id} is used and not defined.`),
    ...defined.filter((id) => !used.includes(id)).map((id) => `The resource ${id} is defined and not used.`),
    ...defined.filter((id, at) => defined.indexOf(id) !== at).map((id) => `The resource ${id} is defined twice.`),
    ...defined.filter(({ length }) => length > maxResidLength).map((id) => `The resource id ${id} is too long.`),
  ];
}

const addressElements = ['IconUrl', 'HighResolutionIconUrl', 'SupportUrl', 'SourceLocation', 'Image', 'Url'];

function lintAddresses(manifest: Document): string[] {
  const addresses = [
    ...elements(manifest, ...addressElements).flatMap((element) => [element, ...elements(element, 'Override')]),
  ].map((element) => element.getAttribute('DefaultValue') ?? element.getAttribute('Value') ?? '');
  const domains = elements(manifest, 'AppDomain').map(({ textContent }) => textContent);
  return [...addresses, ...domains]
    .filter((address) => address !== '')
    .flatMap((address) => [
      ...(address.startsWith('https://') ? [] : [`${address} is not served over https.`]),
      ...(address.length > maxUrlLength ? [`${address} is too long.`] : []),
    ]);
}

function lintIcons(manifest: Document, readIcon: ManifestFacts['readIcon']): string[] {
  const addressOf = new Map(
    resources(manifest).map((each) => [attribute(each, 'id'), attribute(each, 'DefaultValue')]),
  );
  const shown = elements(manifest, 'Icon').flatMap((icon) => elements(icon, 'Image'));
  const wanted: readonly (readonly [string, number])[] = [
    ...elements(manifest, 'IconUrl').map((element) => [attribute(element, 'DefaultValue'), 32] as const),
    ...elements(manifest, 'HighResolutionIconUrl').map((element) => [attribute(element, 'DefaultValue'), 64] as const),
    ...shown.map(
      (image) => [addressOf.get(attribute(image, 'resid')) ?? '', Number(attribute(image, 'size'))] as const,
    ),
  ];
  return [
    ...wanted.filter(([address]) => address !== '').flatMap(([address, size]) => lintIcon(address, size, readIcon)),
    ...elements(manifest, 'Icon').flatMap((icon) => {
      const sizes = elements(icon, 'Image').map((image) => Number(attribute(image, 'size')));
      const owner = attribute(icon.parentElement ?? icon, 'id');
      return requiredIconSizes
        .filter((size) => !sizes.includes(size))
        .map((size) => `The icon of ${owner} has no picture of ${size} pixels.`);
    }),
  ];
}

function lintIcon(address: string, size: number, readIcon: ManifestFacts['readIcon']): string[] {
  const bytes = readIcon(address);
  if (!bytes) return [`There is no icon ${address}.`];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = bytes.byteLength > 24 && view.getUint32(0) === 0x89504e47;
  if (!isPng) return [`The icon ${address} is no PNG.`];
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return width === size && height === size
    ? []
    : [`The icon ${address} is ${width} × ${height}, not ${size} × ${size}.`];
}

function lintTexts(manifest: Document): string[] {
  return Object.entries(maxLengths).flatMap(([name, max]) =>
    elements(manifest, name)
      // A description in the ribbon only names a resource.
      .filter((element) => !element.hasAttribute('resid'))
      .flatMap((element) => [element, ...elements(element, 'String', 'Override')])
      .map((each) => each.getAttribute('DefaultValue') ?? each.getAttribute('Value') ?? each.textContent)
      .filter((text) => text.trim().length > max)
      .map((text) => `A text of ${name} is longer than ${max} characters: ${text.trim().slice(0, 40)}…`),
  );
}

/** Each text that a person reads is there in English and in Chinese. */
function lintLanguages(manifest: Document): string[] {
  const root = manifest.documentElement;
  const texts = [
    ...[...root.children].filter(({ localName }) => localName === 'DisplayName' || localName === 'Description'),
    ...elements(manifest, 'String'),
  ];
  return texts
    .filter((text) => !elements(text, 'Override').some((each) => attribute(each, 'Locale') === 'zh-CN'))
    .map((text) => `${text.getAttribute('id') ?? text.localName} has no Chinese text.`);
}

/** Functions for cells share the pane's runtime, and their metadata is there in each language with the same functions. */
function lintCellFunctions(manifest: Document, readFile: ManifestFacts['readFile']): string[] {
  const runtimes = elements(manifest, 'Runtime').map((runtime) => attribute(runtime, 'resid'));
  const strings = new Map(resources(manifest).map((each) => [attribute(each, 'id'), each]));
  const points = elements(manifest, 'ExtensionPoint').filter(
    (each) => attribute(each, 'xsi:type') === 'CustomFunctions',
  );
  return points.flatMap((point) => {
    const [page, metadata] = ['Page', 'Metadata'].map((name) =>
      attribute(elements(elements(point, name)[0] ?? point, 'SourceLocation')[0] ?? point, 'resid'),
    );
    const namespace = attribute(
      strings.get(attribute(elements(point, 'Namespace')[0] ?? point, 'resid')) ?? point,
      'DefaultValue',
    );
    const resource = strings.get(metadata ?? '');
    const addresses = resource
      ? [attribute(resource, 'DefaultValue'), ...elements(resource, 'Override').map((each) => attribute(each, 'Value'))]
      : [];
    const shapes = addresses.map((address) => shapeOf(readFile(address)));
    return [
      ...(runtimes.includes(page ?? '') ? [] : [`The functions' page ${page ?? ''} has no runtime of its own.`]),
      ...(/^[A-Z][A-Z0-9._]{0,31}$/i.test(namespace) ? [] : [`${namespace} is no namespace for functions.`]),
      ...addresses.filter((_, at) => shapes[at] === undefined).map((address) => `There is no metadata ${address}.`),
      ...addresses
        .filter((_, at) => shapes[at] !== undefined && shapes[at] !== shapes[0])
        .map((address) => `The functions of ${address} are others.`),
    ];
  });
}

/** Metadata without its words, to compare languages. */
function shapeOf(json: string | undefined): string | undefined {
  return json?.replace(/"description":\s*"(?:[^"\\]|\\.)*"/g, '').replace(/\s+/g, '');
}

function lintCommands(manifest: Document, functionNames: readonly string[]): string[] {
  const names = elements(manifest, 'FunctionName').map(({ textContent }) => textContent.trim());
  const ids = elements(manifest, 'Group', 'Control').map((element) => attribute(element, 'id'));
  return [
    ...names
      .filter((name) => !functionNames.includes(name))
      .map((name) => `The function ${name} is called and not associated.`),
    ...functionNames
      .filter((name) => !names.includes(name))
      .map((name) => `The function ${name} is associated and never called.`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `The control ${id} is there twice.`),
  ];
}
