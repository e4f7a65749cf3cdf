import './theme.css';
import './page.css';
import { readQuery } from './query.ts';
import { openWordPage } from './word-main.ts';

const element = document.getElementById('app');
if (!element) throw new Error('The page has no #app.');
const query = readQuery(location.search, navigator.language);

// A workbook brings an engine of its own, which a text document need not fetch.
if (query.host === 'excel')
  void import('./excel/excel-main.ts').then(({ openExcelPage }) => openExcelPage(element, query));
else if (query.host === 'teams')
  void import('./teams/teams-main.ts').then(({ openTeamsPage }) => openTeamsPage(element, query));
else openWordPage(element, query);
