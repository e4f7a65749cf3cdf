/** @jest-environment jsdom */
import { documentedExcelApi } from '../../../../src/emulator/excel/api/documented-members.ts';
import { excelApi, excelTypes } from '../../../../src/emulator/excel/api/excel-object-model.ts';
import { knownGaps } from '../../../../src/emulator/excel/api/known-gaps.ts';
import { coverageOf, requirementMatrix } from '../../../../src/emulator/richapi/requirements.ts';
import { readDocumentedApi, tableOf } from '../../../support/documented-api.ts';

it('[EXCEL-24] measures the model against Microsoft’s type package, and declares ExcelApi but for gaps that are gaps', () => {
  const documented = readDocumentedApi('Excel');
  expect(documentedExcelApi).toEqual(tableOf(documented, 'ExcelApi'));
  const since = new Map(documented.map((each) => [`${each.className}.${each.name}`, each.since]));
  // Names with an underscore are the wire's own.
  const wrong = excelTypes.flatMap((type) =>
    Object.entries(type.members)
      .filter(([name, member]) => !name.startsWith('_') && since.get(`${type.name}.${name}`) !== member.since)
      .map(
        ([name, member]) =>
          `${type.name}.${name}: ${member.since}, documented ${since.get(`${type.name}.${name}`) ?? 'nowhere'}`,
      ),
  );
  expect(wrong).toEqual([]);
  expect(requirementMatrix(excelApi)).toEqual({ ExcelApi: '1.9' });
  const missing = new Set(coverageOf(excelApi).flatMap((row) => row.missing));
  expect([...knownGaps].filter((member) => !missing.has(member))).toEqual([]);
});
