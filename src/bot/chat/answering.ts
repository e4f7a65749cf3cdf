import { randomUUID } from 'node:crypto';
import { AssistantError } from '../../base/errors.ts';
import { guessLanguage } from '../../base/languages.ts';
import { truncate } from '../../base/text-size.ts';
import type { DocumentContext } from '../../core/document/context.ts';
import { stripChatter } from '../../core/generation/chatter.ts';
import type { GenerationEvent } from '../../core/generation/generation-event.ts';
import { findCommand } from '../../core/prompt/commands.ts';
import type { WritingCommand } from '../../core/prompt/writing-command.ts';
import { isPersonal, type Language, type TeamsActivity } from '../activity.ts';
import { contextOfFile } from '../context-of-text.ts';
import type { FileReader } from '../files/file-reader.ts';
import { readTranscript, renderTranscript, type Transcript } from '../files/transcript.ts';
import { buildChatRequest, withMaterial } from '../prompts/conversation.ts';
import { minutes } from '../prompts/minutes.ts';
import type { Strings } from '../strings.ts';
import type { BotSurroundings, Person } from '../surroundings.ts';
import { openWriter, type Writer } from '../writer.ts';
import { filesOf, mostFiles, readAttached } from './attached-files.ts';
import { cite } from './cite.ts';
import { renderMinutes } from './minutes-by-rules.ts';
import type { Final, Reply } from './reply.ts';
import { toMinutesText } from './teams-text.ts';

/** A message to the bot, and what its answer needs. */
export interface Asked {
  readonly activity: TeamsActivity;
  readonly person: Person;
  readonly language: Language;
  readonly signal: AbortSignal;
}

export interface AnswerTools {
  readonly surroundings: BotSurroundings;
  readonly reader: FileReader;
}

const wantsSummary = /^(?:(?:please )?(?:summari[sz]e|sum up|summary)\b|(?:请)?(?:总结|概括|摘要))/i;
const wantsPoints = /\bkey points\b|要点/i;
const wantsMinutes = /\bminutes\b|纪要|記錄整理|会议记录/i;

/** One answer on its way, to what is no command of the bot's. Throws what goes wrong. */
export class Answering {
  readonly #asked: Asked;
  readonly #said: string;
  readonly #strings: Strings;
  readonly #reply: Reply;
  readonly #tools: AnswerTools;

  constructor(asked: Asked, said: string, strings: Strings, reply: Reply, tools: AnswerTools) {
    this.#asked = asked;
    this.#said = said;
    this.#strings = strings;
    this.#reply = reply;
    this.#tools = tools;
  }

  async run(): Promise<void> {
    const { activity } = this.#asked;
    const files = filesOf(activity.attachments);
    if (this.#said === '' && files.length === 0) {
      await this.#reply.end({ text: this.#strings.emptyMessage });
      return;
    }
    const transcript = files.length === 0 ? readTranscript(this.#said) : undefined;
    if (files.length > 0) await this.#answerAboutFiles(files);
    else if (transcript) await this.#writeMinutes(transcript, this.#strings.minutesTitle, this.#said);
    else await this.#chat();
  }

  async #writer(): Promise<Writer> {
    const { person, language, signal } = this.#asked;
    return openWriter(this.#tools.surroundings, person, language, signal);
  }

  async #chat(): Promise<void> {
    const { activity, language, person, signal } = this.#asked;
    this.#reply.update(this.#strings.thinking);
    const writer = await this.#writer();
    const history = await this.#tools.surroundings.conversations.recall(activity.conversation.id);
    const request = buildChatRequest({
      said: this.#said,
      speaker: isPersonal(activity) ? undefined : person.name,
      history,
      language: language === 'zh' ? 'zh-Hans' : 'en',
      tokenBudget: writer.tokenBudget,
    });
    const { text, remarks } = await this.#follow(writer.ask(request, signal), writer, (soFar) =>
      this.#reply.grow(soFar),
    );
    await this.#finish({ text: text + remarks }, { writer, command: 'custom', asked: this.#said, answered: text });
  }

  async #answerAboutFiles(files: ReturnType<typeof filesOf>): Promise<void> {
    const { signal } = this.#asked;
    const { surroundings, reader } = this.#tools;
    const read = [];
    for (const file of files.slice(0, mostFiles)) {
      this.#reply.update(this.#strings.readingFile(file.name));
      read.push(await readAttached(file, surroundings, reader, signal));
    }
    const [first] = read;
    if (!first) return;
    const name = read.map((file) => file.name).join(', ');
    const text = read.length === 1 ? first.text : read.map((file) => `# ${file.name}\n${file.text}`).join('\n');
    const notes = [
      ...(files.length > mostFiles ? [this.#strings.tooManyFiles(mostFiles)] : []),
      ...read.filter(({ isCut }) => isCut).map((file) => this.#strings.fileCut(file.name)),
    ];
    const isTranscript = first.kind === 'vtt' || wantsMinutes.test(this.#said);
    const transcript = read.length === 1 && isTranscript ? readTranscript(first.text) : undefined;
    if (transcript) await this.#writeMinutes(transcript, name, text);
    else await this.#answerAbout(name, text, notes);
  }

  /** A summary of a file, or the answer to a question about it, with the places that it rests on. */
  async #answerAbout(name: string, text: string, notes: readonly string[]): Promise<void> {
    const { language, signal } = this.#asked;
    const writer = await this.#writer();
    const context = contextOfFile(name, text, language);
    const command = this.#commandFor();
    const events = writer.write(
      command,
      {
        context,
        ...(command.id === 'custom' && { instruction: this.#said }),
        ...(this.#said !== '' && command.id !== 'custom' && { replyLanguage: guessLanguage(this.#said, language) }),
        onProgress: ({ done, total }) => this.#reply.update(this.#strings.readingParts(done, total)),
      },
      signal,
    );
    const answer = await this.#follow(events, writer);
    const cited = cite(answer.text, context.whole ?? []);
    const lines = [this.#strings.summaryOf(name.replace(/[*_`[\]]/g, ' ')), cited.text, ...notes];
    await this.#finish(
      {
        text: lines.join('\n\n') + answer.remarks,
        source: { name, citations: cited.citations, nameOf: this.#strings.passage },
      },
      { writer, command: command.id, asked: this.#material(name, text), answered: answer.text },
    );
  }

  #commandFor(): WritingCommand {
    const id =
      this.#said === '' || wantsSummary.test(this.#said)
        ? 'summarise'
        : wantsPoints.test(this.#said)
          ? 'key-points'
          : 'custom';
    const command = findCommand(id);
    if (!command) throw new Error(`There is no command "${id}".`);
    return command;
  }

  async #writeMinutes(transcript: Transcript, name: string, source: string): Promise<void> {
    const { language, signal } = this.#asked;
    const writer = await this.#writer();
    const context = contextOfFile(name, renderTranscript(transcript), language);
    const command = writer.isEmbedded ? findCommand('summarise') : minutes;
    if (!command) throw new Error('There is no command to summarise.');
    const events = writer.write(
      command,
      {
        context: writer.isEmbedded ? withoutNames(context, transcript) : context,
        replyLanguage: context.language,
        onProgress: ({ done, total }) => this.#reply.update(this.#strings.readingParts(done, total)),
      },
      signal,
    );
    const answer = await this.#follow(events, writer);
    const text = writer.isEmbedded
      ? toMinutesText(renderMinutes(transcript, answer.text, this.#strings))
      : toMinutesText(answer.text);
    const cited = cite(text, context.whole ?? []);
    await this.#finish(
      {
        text: `${this.#strings.summaryOf(name.replace(/[*_`[\]]/g, ' '))}\n\n${cited.text}${answer.remarks}`,
        source: { name, citations: cited.citations, nameOf: this.#strings.passage },
      },
      { writer, command: 'minutes', asked: this.#material(name, source), answered: text },
    );
  }

  /** What a file said, as far as a later question may need it and a memory has room. */
  #material(name: string, text: string): string {
    return withMaterial(name, truncate(text, 6_000), this.#said);
  }

  /** The text of a generation; throws what it failed with. A text that was begun and broke off counts as a failure too. */
  async #follow(
    events: AsyncIterable<GenerationEvent>,
    writer: Writer,
    onGrowth?: (soFar: string) => void,
  ): Promise<{ readonly text: string; readonly remarks: string }> {
    let raw = '';
    let isCut = false;
    let masked = 0;
    for await (const event of events) {
      if (this.#reply.isStopped) throw new AssistantError('aborted', 'The person stopped the answer.');
      if (event.type === 'queued' && event.position > 0) this.#reply.update(this.#strings.queued(event.position));
      else if (event.type === 'generation-start') masked = event.masked ?? 0;
      else if (event.type === 'text-delta') {
        raw += event.text;
        onGrowth?.(raw);
      } else if (event.type === 'error') throw event.error;
      else if (event.type === 'generation-end') {
        if (event.finishReason === 'stopped-by-user') throw new AssistantError('aborted', 'The request was stopped.');
        isCut = event.finishReason === 'length';
      }
    }
    // In a chat what a model says around its text is part of the talk; with a file it is not.
    const text = onGrowth ? raw : stripChatter(raw, { isComplete: true });
    if (text.trim() === '') {
      throw new AssistantError('stream-interrupted', 'The model gave no answer.', { retryable: true });
    }
    const remarks = [
      ...(isCut ? [this.#strings.cut] : []),
      ...(masked > 0 ? [this.#strings.masked(masked)] : []),
      ...(writer.isEmbedded ? [this.#strings.rulesNote] : []),
    ];
    return { text, remarks: remarks.map((remark) => `\n\n_${remark}_`).join('') };
  }

  async #finish(
    final: Final,
    turn: { readonly writer: Writer; readonly command: string; readonly asked: string; readonly answered: string },
  ): Promise<void> {
    const { activity, person } = this.#asked;
    const message = await this.#reply.end({ ...final, madeBy: turn.writer.isEmbedded ? 'rules' : 'model' });
    this.#tools.surroundings.conversations.remember({
      conversation: activity.conversation.id,
      person: person.id,
      at: new Date().toISOString(),
      command: turn.command,
      model: turn.writer.model,
      asked: turn.asked,
      answered: turn.answered,
      message: message ?? randomUUID(),
    });
  }
}

/** For rules that choose sentences: the names in front of them are no words of theirs. */
function withoutNames(context: DocumentContext, { utterances }: Transcript): DocumentContext {
  const text = utterances.map((utterance) => utterance.text).join('\n');
  return contextOfFile(context.title, text, context.language);
}
