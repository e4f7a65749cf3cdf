import './theme.css';
import './page.css';
import './api.css';
import { coverageOf, describeApi, type ApiDescription, type Coverage } from '../richapi/requirements.ts';
import type { ObjectModel } from '../richapi/object-model.ts';
import { el } from './dom.ts';
import { readQuery } from './query.ts';
import { effectiveTheme, loadSettings } from './settings.ts';

const words = {
  en: {
    title: (host: string) => `Programming interface of the emulated ${host}`,
    intro:
      'Computed from the classes that implement it: what is not listed here answers ApiNotFound, as in Office. Members newer than the requirement sets that are declared work when called.',
    hosts: 'Application',
    filter: 'Filter by class or member',
    member: 'Member',
    kind: 'Kind',
    since: 'Since',
    sets: 'Requirement sets',
    setsIntro:
      'Measured against the members that Microsoft documents for each version. A version is declared, so that isSetSupported confirms it, when it and all before it are complete but for known gaps; what is missing is named.',
    declared: 'declared',
    notDeclared: 'not declared',
    coverage: (present: number, all: number) => `${present} of ${all} members`,
    missing: (count: number) => `${count} missing`,
    kinds: { property: 'property', navigation: 'object', method: 'method', event: 'event' },
    readOnly: 'read only',
    found: (count: number) => `${count} members`,
  },
  zh: {
    title: (host: string) => `模拟 ${host} 的编程接口`,
    intro:
      '由实现它的类计算得出：未列出的成员会像 Office 一样返回 ApiNotFound。比已声明的要求集更新的成员可以直接调用。',
    hosts: '应用程序',
    filter: '按类或成员筛选',
    member: '成员',
    kind: '种类',
    since: '起始版本',
    sets: '要求集',
    setsIntro:
      '以微软文档为每个版本列出的成员为准。某版本及其之前的所有版本除已知缺口外全部具备时，才声明该版本（isSetSupported 予以确认）；缺少的成员逐一列出。',
    declared: '已声明',
    notDeclared: '未声明',
    coverage: (present: number, all: number) => `${all} 个成员中的 ${present} 个`,
    missing: (count: number) => `缺少 ${count} 个`,
    kinds: { property: '属性', navigation: '对象', method: '方法', event: '事件' },
    readOnly: '只读',
    found: (count: number) => `${count} 个成员`,
  },
};

const query = readQuery(location.search, navigator.language);
const text = query.locale.startsWith('zh') ? words.zh : words.en;
document.documentElement.lang = query.locale;
document.documentElement.dataset['theme'] = effectiveTheme(
  query.theme === 'system' ? loadSettings().theme : query.theme,
);
const hosts = { word: 'Word', excel: 'Excel' } as const;
/** Teams has no object model; who comes from there is shown Word's. */
const shown = query.host === 'excel' ? 'excel' : 'word';
document.title = text.title(hosts[shown]);

/** Either object model comes with all of its application, so only the one that is asked for is fetched. */
async function loadModel(): Promise<Pick<ObjectModel, 'types' | 'documented'>> {
  if (query.host === 'excel') {
    const { excelApi } = await import('../excel/api/excel-object-model.ts');
    return excelApi;
  }
  const [{ createWordObjectModel }, { WordDocument }, { blankDocument }] = await Promise.all([
    import('../word/api/word-object-model.ts'),
    import('../word/word-document.ts'),
    import('../word/package/blank-document.ts'),
  ]);
  return createWordObjectModel(WordDocument.open(blankDocument(query.locale)));
}

/** The way to the other application's interface. */
function hostLink(host: keyof typeof hosts): HTMLElement {
  const address = new URL(location.href);
  address.searchParams.set('host', host);
  const current = host === shown ? 'page' : null;
  return el('a', { attributes: { href: address.href, 'aria-current': current } }, hosts[host]);
}

const model = await loadModel();
const classes = describeApi(model.types);
const count = el('span', { attributes: { role: 'status' } });
const list = el('div');
const filter = el('input', {
  class: 'field',
  attributes: { type: 'search', placeholder: text.filter, 'aria-label': text.filter },
  on: { input: () => show(filter.value.trim().toLowerCase()) },
});

function show(wanted: string): void {
  const shown = classes
    .map((one) => ({
      ...one,
      members: one.members.filter(({ name }) => `${one.className}.${name}`.toLowerCase().includes(wanted)),
    }))
    .filter(({ members }) => members.length > 0);
  count.textContent = text.found(shown.reduce((sum, { members }) => sum + members.length, 0));
  list.replaceChildren(...shown.flatMap(section));
}

function section({ className, members }: ApiDescription): HTMLElement[] {
  const rows = members.map((member) => {
    const kind = text.kinds[member.kind as keyof typeof text.kinds];
    const note = member.kind === 'property' && !member.writable ? `${kind}, ${text.readOnly}` : kind;
    return el('tr', {}, el('td', {}, member.name), el('td', {}, note), el('td', {}, member.since));
  });
  const head = el(
    'tr',
    {},
    ...[text.member, text.kind, text.since].map((label) => el('th', { attributes: { scope: 'col' } }, label)),
  );
  return [
    el('h2', { attributes: { id: className } }, className),
    el('table', {}, el('thead', {}, head), el('tbody', {}, ...rows)),
  ];
}

function setItem({ set, version, present, missing, declared }: Coverage): HTMLElement {
  const facts = `${set} ${version}: ${declared ? text.declared : text.notDeclared}, ${text.coverage(present, present + missing.length)}`;
  if (missing.length === 0) return el('li', {}, facts);
  return el(
    'li',
    {},
    facts,
    el('details', {}, el('summary', {}, text.missing(missing.length)), el('p', {}, missing.join(', '))),
  );
}

const sets = coverageOf(model).map(setItem);
document
  .getElementById('api')
  ?.append(
    el('nav', { attributes: { 'aria-label': text.hosts } }, hostLink('word'), ' · ', hostLink('excel')),
    el('h1', {}, text.title(hosts[shown])),
    el('p', {}, text.intro),
    el('h2', {}, text.sets),
    el('p', {}, text.setsIntro),
    el('ul', { class: 'sets' }, ...sets),
    el('p', {}, filter, ' ', count),
    list,
  );
show('');
