import { CustomFunctions } from '../../../../src/emulator/excel/api/custom-functions.ts';
import type { CustomFunctionInfo } from '../../../../src/emulator/excel/calculation/custom-calls.ts';

const info: CustomFunctionInfo = {
  name: 'X.ASK',
  id: 'ASK',
  parameters: [{ name: 'text', dimensionality: 'scalar', optional: false, repeating: false }],
  isStreaming: false,
  isCancelable: true,
  isVolatile: false,
};

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

it('[EXCEL-63] gives a runtime that begins anew the calls that nobody has answered, many in one event, and asks for one where there is none', async () => {
  let needed = 0;
  const functions = new CustomFunctions(() => (needed += 1));
  const heard: string[][] = [];
  functions.onMessages((messages) => heard.push(messages.map(({ message }) => message)));
  const answers: unknown[] = [];
  for (let number = 1; number <= 3; number += 1) {
    functions.start({ info, address: 'Sheet1!A1', args: [String(number)], places: [null] }, (value) =>
      answers.push(value),
    );
  }
  await settled();
  expect([needed, heard]).toEqual([3, []]);
  const call = (id: number) => `[${id},"ASK",["${id}"],"Sheet1!A1",1,[null]]`;
  functions.ready();
  await settled();
  expect(heard).toEqual([[call(1), call(2), call(3)]]);
  functions.setResults([[2, true, 'two']]);
  functions.ready();
  await settled();
  expect(heard[1]).toEqual([call(1), call(3)]);
  expect(answers).toEqual(['two']);
});
