/** @jest-environment jsdom */
import { requirementMatrix } from '../../../../../src/emulator/richapi/requirements.ts';
import { documentedWordApi } from '../../../../../src/emulator/word/api/documented-members.ts';
import { wordTypes } from '../../../../../src/emulator/word/api/word-object-model.ts';
import { readDocumentedApi, tableOf } from '../../../../support/documented-api.ts';

const model = { types: wordTypes, documented: { members: documentedWordApi, knownGaps: new Set<string>() } };

it('[API-20] measures the model against the members that Microsoft’s type package documents', () => {
  expect(documentedWordApi).toEqual(tableOf(readDocumentedApi('Word'), 'WordApi'));
});

it('[API-21] says of each member it has the requirement set that the documentation says', () => {
  const documented = new Map(readDocumentedApi('Word').map((each) => [`${each.className}.${each.name}`, each.since]));
  const wrong = wordTypes.flatMap((type) =>
    Object.entries(type.members)
      .map(([name, { since }]) => ({ member: `${type.name}.${name}`, since }))
      .filter(({ member, since }) => documented.get(member) !== since)
      .map(({ member, since }) => `${member}: ${since}, documented ${documented.get(member) ?? 'nowhere'}`),
  );
  expect(wrong).toEqual([]);
});

it('[API-22] declares WordApi as far as it is complete', () => {
  expect(requirementMatrix(model)).toEqual({ WordApi: '1.4' });
});
