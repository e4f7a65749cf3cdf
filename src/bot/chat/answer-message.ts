import { isAborted } from '../../base/abort.ts';
import { toAssistantError } from '../../base/errors.ts';
import { isPersonal, saidTo, type TeamsActivity } from '../activity.ts';
import { execute } from '../cards/elements.ts';
import { errorCard } from '../cards/error-card.ts';
import { helpCard, welcomeCard } from '../cards/help-card.ts';
import { cleanText, textOfHtml } from '../message-text.ts';
import { stringsFor, type Strings } from '../strings.ts';
import { openWriter } from '../writer.ts';
import { Answering, type AnswerTools, type Asked } from './answering.ts';
import type { Reply } from './reply.ts';

/** Answers a message. What goes wrong becomes a card that says what to do; nothing is thrown. */
export async function answerMessage(asked: Asked, reply: Reply, tools: AnswerTools): Promise<void> {
  const { activity, language } = asked;
  const strings = stringsFor(language);
  const said = textOf(activity);
  try {
    const command = commandIn(said);
    if (command === 'forget') {
      tools.surroundings.conversations.forget(activity.conversation.id);
      await reply.end({ text: strings.forgotten });
    } else if (command === 'hello') {
      const card = welcomeCard(strings, { isPersonal: isPersonal(activity) });
      await reply.end({ text: '', card, suggestions: isPersonal(activity) ? strings.suggestions : [] });
    } else if (command === 'help') {
      await reply.end({ text: '', card: await help(asked, strings, tools) });
    } else await new Answering(asked, said, strings, reply, tools).run();
  } catch (thrown) {
    if (isAborted(thrown) || reply.isStopped) return;
    const error = toAssistantError(thrown);
    if (error.code === 'unexpected') tools.surroundings.onProblem(`A message was not answered: ${error.message}`);
    // What is small enough goes along, so that nobody has to type it again.
    const again = error.retryable && said.length <= 4_000 ? [execute(strings.tryAgain, 'again', { said })] : [];
    await reply.end({ text: '', card: errorCard(error, strings, again) });
  }
}

/** What was said, as words: the message's own HTML is a stranger's. */
function textOf(activity: TeamsActivity): string {
  const said = saidTo(activity);
  return activity.textFormat === 'xml' ? textOfHtml(said) : cleanText(said.replace(/<at>[^<]*<\/at>/g, ' '));
}

function commandIn(said: string): 'help' | 'forget' | 'hello' | undefined {
  const words = said.toLowerCase().replace(/[.!?。！？/\s]+$|^\//g, '');
  if (/^(?:help|帮助|幫助|怎么用)$/.test(words)) return 'help';
  if (/^(?:forget(?: (?:everything|this|this conversation|me))?|reset|忘记|忘掉|忘記|清除记忆)$/.test(words))
    return 'forget';
  if (/^(?:hi|hello|hey|你好|您好|嗨)$/.test(words)) return 'hello';
  return undefined;
}

async function help({ activity, person, language, signal }: Asked, strings: Strings, { surroundings }: AnswerTools) {
  // Help is to be had when nothing else is.
  const writer = await openWriter(surroundings, person, language, signal).catch(() => undefined);
  return helpCard(strings, { isPersonal: isPersonal(activity), isEmbedded: writer?.isEmbedded ?? false });
}
