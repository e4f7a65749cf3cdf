/** @jest-environment jsdom */
import { documentedExcelApi } from '../../../../src/emulator/excel/api/documented-members.ts';
import { excelTypes } from '../../../../src/emulator/excel/api/excel-object-model.ts';
import { knownGaps } from '../../../../src/emulator/excel/api/known-gaps.ts';
import { coverageOf, requirementMatrix } from '../../../../src/emulator/richapi/requirements.ts';
import { readDocumentedApi, tableOf } from '../../../support/documented-api.ts';

const model = { types: excelTypes, documented: { members: documentedExcelApi, knownGaps } };

it('[EXCEL-24] measures the model against Microsoft’s type package, and declares ExcelApi but for gaps that are gaps', () => {
  const documented = readDocumentedApi('Excel');
  expect(documentedExcelApi).toEqual(tableOf(documented, 'ExcelApi'));
  const since = new Map(documented.map((each) => [`${each.className}.${each.name}`, each.since]));
  // Names with an underscore are the wire's own.
  const wrong = excelTypes.flatMap(
    (type) =>
    Object.entries(type.members)
      .filter(([name, member]) => !name.startsWith('_') && since.get(`${type.name}.${name}`) !== member.since)
      .map(([name, member]) => `${type.name}.${name}: ${member.since}, documented ${since.get(`${type.name}.${name}`) ?? 'nowhere'}`), // prettier-ignore
  );
  expect(wrong).toEqual([]);
  expect(requirementMatrix(model)).toEqual({ ExcelApi: '1.5' });
  const missing = new Set(coverageOf(model).flatMap((row) => row.missing));
  expect([...knownGaps].filter((member) => !missing.has(member))).toEqual([]);
});
