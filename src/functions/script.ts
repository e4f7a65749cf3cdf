import { cellFunctions } from '../core/cells/cell-question.ts';
import { officeFunctions } from './office-runtime.ts';
import { functionWords } from './words.ts';

/**
 * The manifest's script for functions. An Excel that shares the pane's runtime never loads it; one that is too old for that runs it
 * without a page, where nobody is signed in and no workbook can be read: there each function says what it needs.
 */
const office = officeFunctions();
for (const name of office ? cellFunctions : []) {
  office?.associate(name.toUpperCase(), () => {
    // Nothing tells the language here.
    const said = [functionWords('en'), functionWords('zh')].map(({ needsSharedRuntime }) => needsSharedRuntime);
    throw new office.Error('#N/A', said.join(' '));
  });
}
