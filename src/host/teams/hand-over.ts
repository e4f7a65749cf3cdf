import { AssistantError } from '../../base/errors.ts';
import { toPlainText } from '../../core/document/plain-text.ts';
import type { HandOverEdit } from '../../core/edits/edit-plan.ts';
import { writeDocx } from '../../core/wordprocessing/docx.ts';
import type { Surroundings } from './surroundings.ts';

/** Teams takes a text for a chat's box in a link; what is longer arrives cut. */
const maxChatLength = 4000;

/** Hands an answer to people or into a file. Rejects with `aborted` when the person thinks better of it. */
export async function handOver({ outlet, title, blocks }: HandOverEdit, surroundings: Surroundings): Promise<void> {
  const text = toPlainText(blocks);
  switch (outlet) {
    case 'send': {
      if (text.length > maxChatLength) {
        throw new AssistantError('context-too-long', 'The answer is too long for the box of a chat.', {
          reason: 'chat-too-long',
        });
      }
      const people = await surroundings.choosePeople();
      if (people.length === 0) throw new AssistantError('aborted', 'Nobody was chosen.');
      return surroundings.openChat(people, text);
    }
    case 'share':
      return surroundings.share({ title, text }, text);
    case 'download':
      saveFile(writeDocx(blocks), fileName(title));
  }
}

function fileName(title: string): string {
  const safe = title
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 80);
  return `${safe === '' ? 'Inkstone' : safe}.docx`;
}

function saveFile(bytes: Uint8Array, name: string): void {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const url = URL.createObjectURL(new Blob([bytes.slice()], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
