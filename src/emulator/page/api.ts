import './theme.css';
import './page.css';
import './api.css';
import { describeApi, requirementMatrix, type ApiDescription } from '../richapi/requirements.ts';
import { createWordObjectModel } from '../word/api/word-object-model.ts';
import { WordDocument } from '../word/word-document.ts';
import { blankDocument } from '../word/package/blank-document.ts';
import { el } from './dom.ts';
import { readQuery } from './query.ts';
import { effectiveTheme, loadSettings } from './settings.ts';

const words = {
  en: {
    title: 'Programming interface of the emulated Word',
    intro:
      'Computed from the classes that implement it: what is not listed here answers ApiNotFound, as in Office. Sets are those that isSetSupported confirms.',
    filter: 'Filter by class or member',
    member: 'Member',
    kind: 'Kind',
    since: 'Since',
    sets: 'Requirement sets',
    kinds: { property: 'property', navigation: 'object', method: 'method' },
    readOnly: 'read only',
    found: (count: number) => `${count} members`,
  },
  zh: {
    title: '模拟 Word 的编程接口',
    intro: '由实现它的类计算得出：未列出的成员会像 Office 一样返回 ApiNotFound。所列要求集即 isSetSupported 所确认的。',
    filter: '按类或成员筛选',
    member: '成员',
    kind: '种类',
    since: '起始版本',
    sets: '要求集',
    kinds: { property: '属性', navigation: '对象', method: '方法' },
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
document.title = text.title;

const model = createWordObjectModel(WordDocument.open(blankDocument(query.locale)));
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

const sets = Object.entries(requirementMatrix(model)).map(([name, version]) => el('li', {}, `${name} ${version}`));
document
  .getElementById('api')
  ?.append(
    el('h1', {}, text.title),
    el('p', {}, text.intro),
    el('h2', {}, text.sets),
    el('ul', { class: 'sets' }, ...sets),
    el('p', {}, filter, ' ', count),
    list,
  );
show('');
