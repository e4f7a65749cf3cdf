import { createAddressScan } from '../../base/answer-addresses.ts';
import { AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import type { ChatRequest } from '../../protocol/chat.ts';
import { withCut, type AnswerCut } from '../answer-cut.ts';
import type { ChatExchange, ChatStage } from '../chat-stage.ts';
import { createLengthFilter, createLengthLimit, createStop } from './answer/answer-limits.ts';
import { createAddressTransform } from './answer/address-transform.ts';
import { isLoaded } from './answer/is-loaded.ts';
import { createTextFilter } from './answer/text-filter.ts';
import { chainTransforms, type AnswerPart, type TextTransform } from './answer/text-transform.ts';
import { holdResponse } from './hold-response.ts';
import { maskChat, maskTexts, textsOf, type MaskedChat } from './mask/mask-chat.ts';
import { detailOptionsOf } from './mask/masker.ts';
import type { AskModeration } from './moderation/endpoint.ts';
import { textsAsked } from './moderation/texts-asked.ts';
import { compileRules, type FindCategory } from './moderation/rules.ts';
import { createSentenceGate } from './moderation/sentence-gate.ts';
import type { SafetySettings } from './safety-schema.ts';

/** How many details of each kind were kept from the model, such as `names=2, phones=1`. */
export const maskedHeader = 'x-inkstone-masked';

export interface SafetyOptions {
  readonly settings: SafetySettings;
  /** What the product itself says in system messages, which is not judged. */
  readonly ownPrompts?: readonly string[] | undefined;
  /** The moderation endpoint, when one is configured, and whether somebody else runs it. */
  readonly moderation?: { readonly ask: AskModeration; readonly isHosted: boolean } | undefined;
}

/**
 * What keeps a chat within bounds: the lengths, moderation before and after, personal details kept from models that
 * somebody else runs, and addresses that carry text out. The innermost stage, so that all others see what the client
 * sends and gets.
 */
export function createSafetyStage({ settings, ownPrompts = [], moderation }: SafetyOptions): ChatStage {
  const rules = compileRules(settings.moderation.rules);
  const masking = detailOptionsOf(settings.mask);

  async function refuseInput(texts: readonly string[]): Promise<void> {
    const category = rules && texts.map(rules).find((found) => found !== undefined);
    if (category !== undefined) throw refusal(category);
    const other = moderation && (await moderation.ask(await forEndpoint(texts)));
    if (other !== undefined) throw refusal(other);
  }

  /** A moderation that somebody else runs gets no personal details either. */
  async function forEndpoint(texts: readonly string[]): Promise<readonly string[]> {
    return moderation?.isHosted === true && settings.mask.for !== 'never' ? await maskTexts(texts, masking) : texts;
  }

  return async (exchange, next) => {
    const { answerer, chat, cut, form } = exchange;
    let texts: readonly string[] | undefined;
    const sent = (): readonly string[] => (texts ??= textsOf(chat));
    // No text has more signs than its request has bytes.
    const bytes = Number(exchange.request.headers['content-length'] ?? Infinity);
    if (bytes > settings.limits.promptCharacters) checkLength(sent(), settings.limits.promptCharacters);
    // What the organisation adds is no doing of the person.
    if (settings.moderation.input && (rules || moderation)) await refuseInput(textsAsked(exchange, ownPrompts));
    // The embedded engine has rules and no will of its own: what it says was in the text.
    if (answerer.kind === 'engine') return next(exchange);

    const masks =
      answerer.kind === 'backend' &&
      settings.mask.for !== 'never' &&
      (settings.mask.for === 'always' || [answerer, ...answerer.others].some(({ backend }) => backend.hosted));
    const hasUnseen = form !== undefined && form.unseen.length > 0;
    if (masks && hasUnseen) throw cannotRestore(form.unseen);
    const masked = masks ? await maskChat(chat, masking) : undefined;
    if (masked) tellCounts(exchange, masked);

    const watch = settings.moderation.output
      ? createWatch(cut, rules, moderation && (async (text) => moderation.ask(await forEndpoint([text]))))
      : undefined;
    const held = watch?.isSlow === true ? holdResponse(exchange.response, watch.mayEnd) : undefined;
    const length = createLengthLimit(settings.limits.answerCharacters, cut);
    const scan =
      settings.addresses === 'off'
        ? undefined
        : // Whether an address carries text that was not sent now cannot be told.
          createAddressScan({ mode: hasUnseen ? 'strict' : settings.addresses, sent, isLoaded });
    const isJson = asksForJson(chat);
    const placeholders = masked && masked.chat !== chat ? masked.placeholders : undefined;
    const transformOf = (part: AnswerPart): TextTransform => {
      const isForTool = part === 'arguments' || part === 'input';
      const inJson = part === 'arguments' || (isJson && part === 'content');
      return chainTransforms([
        length,
        ...(watch && !isForTool ? [watch.gate()] : []),
        ...(placeholders ? [placeholders.restorer({ inJson })] : []),
        ...(scan && !inJson && !isForTool ? [createAddressTransform(scan)] : []),
      ]);
    };
    const changesText = watch !== undefined || placeholders !== undefined || scan !== undefined;
    const filterTexts = form?.filterTexts ?? (changesText ? createTextFilter : undefined);
    const filter = filterTexts?.(transformOf) ?? createLengthFilter(length);
    cut.holdsBack(() => filter.end());
    const seconds = settings.limits.answerSeconds;
    const timer = setTimeout(() => {
      const words = { en: `The answer took longer than ${seconds} s.`, zh: `回答用时超过 ${seconds} 秒。` };
      cut.cut(new ToldFailure('stream-interrupted', words));
    }, seconds * 1000);
    const stop = createStop(cut);
    const filters = filterTexts ? [stop, filter, stop, ...exchange.filters] : [filter, stop, ...exchange.filters];
    try {
      const outcome = await next({ ...exchange, chat: masked?.chat ?? chat, filters });
      await held?.settled();
      return withCut(outcome, cut);
    } finally {
      clearTimeout(timer);
    }
  };
}

function checkLength(texts: readonly string[], limit: number): void {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length > limit) {
    throw new ToldFailure('context-too-long', {
      en: `The chat has ${length} characters; this gateway takes ${limit}.`,
      zh: `对话有 ${length} 个字符，此网关最多接受 ${limit} 个。`,
    });
  }
}

function tellCounts({ response }: ChatExchange, { counts }: MaskedChat): void {
  const told = Object.entries(counts).map(([kind, count]) => `${kind}=${count}`);
  if (told.length > 0) response.setHeader(maskedHeader, told.join(', '));
}

function cannotRestore(members: readonly string[]): AssistantError {
  const named = members.map((member) => `"${member}"`).join(', ');
  return new ToldFailure('capability-unavailable', {
    en: `Personal details are kept from this model, and cannot be put back in what its server keeps or does by itself. Leave out ${named}, and send all of the conversation in "input".`,
    zh: `此网关不把个人信息发给这个模型，因此无法还原其服务器自行保存或处理的内容。请去掉 ${named}，并在 "input" 中发送完整对话。`,
  });
}

function refusal(category: string): AssistantError {
  const words = {
    en: `This gateway's rules refuse what was written (${category}).`,
    zh: `此网关的规则不允许这些内容（${category}）。`,
  };
  return new ToldFailure('model-refused', words, { reason: category });
}

interface Watch {
  /** Whether a part of the judgement comes from elsewhere, and the end must wait for it. */
  readonly isSlow: boolean;
  readonly gate: () => TextTransform;
  /** The judgement of all that passed, and of a body that was not streamed. */
  readonly mayEnd: () => Promise<boolean>;
}

/**
 * Moderation of an answer: rules hold each sentence until it is judged; an endpoint judges beside the stream, one sentence
 * behind, and the end waits for its last word.
 */
function createWatch(cut: AnswerCut, rules: FindCategory | undefined, ask: AskText | undefined): Watch | undefined {
  if (!rules && !ask) return undefined;
  let last: Promise<unknown> = Promise.resolve();
  function check(text: string): boolean {
    const category = rules?.(text);
    if (category !== undefined) {
      cut.cut(refusal(category));
      return false;
    }
    if (ask) last = Promise.all([last, judge(text, ask)]);
    return true;
  }
  async function judge(text: string, askAbout: AskText): Promise<void> {
    if (cut.error || text.trim() === '') return;
    try {
      const category = await askAbout(text);
      if (category !== undefined) cut.cut(refusal(category));
    } catch (error) {
      if (error instanceof AssistantError) cut.cut(error);
      else throw error;
    }
  }
  return {
    isSlow: ask !== undefined,
    gate: () => createSentenceGate(check),
    async mayEnd() {
      await last;
      return cut.error === undefined;
    },
  };
}

type AskText = (text: string) => Promise<string | undefined>;

function asksForJson(chat: ChatRequest): boolean {
  const format = chat['response_format'];
  return typeof format === 'object' && format !== null && 'type' in format && format.type !== 'text';
}
