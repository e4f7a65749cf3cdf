import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { toAssistantError } from '../../base/errors.ts';
import type { Answerer } from '../backends/registry.ts';
import type { AnswerFilter, ChatExchange, ChatOutcome, ChatStage, Person } from '../chat-stage.ts';
import { textOfMessage } from '../local/message-text.ts';
import { budgetToTell, refuseWhenSpent } from '../prices/budget-notice.ts';
import { createCostFilter } from '../prices/cost-filter.ts';
import type { Cost, Pricing } from '../prices/pricing.ts';
import type { Spending } from '../prices/spending.ts';
import { createAnswerRecorder } from './answer-recorder.ts';
import type { GatewayRecord, UsageRecord } from './record.ts';

export interface RecordStageOptions {
  readonly record: (record: GatewayRecord) => void;
  readonly pricing: Pricing;
  readonly spending: Spending;
  /** Whether what is asked and answered is kept too. */
  readonly keepsContentOf: (person: Person) => boolean;
  /** Told how many chats run, when that changes. */
  readonly onRunning: (change: 1 | -1) => void;
  readonly now?: () => Date;
}

/** Writes down every chat, its refusal too, and tells the client what it cost. It is to be the outermost stage. */
export function createRecordStage(options: RecordStageOptions): ChatStage {
  const { record, pricing, spending, keepsContentOf, onRunning, now = () => new Date() } = options;
  return async (exchange, next) => {
    const { person, chat } = exchange;
    const startedAt = now();
    const started = performance.now();
    const first = namesOf(exchange.answerer, chat.model);
    // Who waits in the line before a row takes none of its time.
    let asked = exchange.answerer.kind === 'backend' ? undefined : first;
    let priced = asked && pricing.begin(asked.model, asked.backend);
    /** An alias may turn to a row with another price, and a policy choose another than the first. */
    const onTarget = (nextModel: string, nextBackend: string): void => {
      if (asked?.model === nextModel && asked.backend === nextBackend) return;
      asked = { model: nextModel, backend: nextBackend };
      priced?.end();
      priced = pricing.begin(nextModel, nextBackend);
    };
    const recorder = keepsContentOf(person) ? createAnswerRecorder() : undefined;
    let cost: Cost | undefined;
    let outcome: ChatOutcome = {};
    let ending: Pick<UsageRecord, 'outcome' | 'code'> = { outcome: 'left', code: null };

    const tellCost = createCostFilter((usage) => {
      cost = priced?.costOf(usage);
      if (!cost) return undefined;
      const { currency, cost: spentNow } = cost;
      const states = spending.of(person).map((state) => ({
        ...state,
        spent: state.spent + (state.currency === currency ? spentNow : 0),
      }));
      const { atLimit: _atLimit, ...budget } = budgetToTell(states) ?? {};
      return { ...cost, ...('amount' in budget ? { budget } : {}) };
    });
    const filters: AnswerFilter[] = [...(recorder ? [recorder.filter] : []), ...(pricing.isEmpty ? [] : [tellCost])];

    onRunning(1);
    try {
      refuseWhenSpent(spending.of(person));
      outcome = await next({ ...exchange, filters: [...exchange.filters, ...filters], onTarget });
      ending = endingOf(exchange, outcome);
      return outcome;
    } catch (thrown) {
      const { code } = toAssistantError(thrown);
      if (code !== 'aborted') ending = { outcome: 'refused', code };
      throw thrown;
    } finally {
      if (ending.outcome !== 'refused') cost ??= priced?.costOf(outcome.usage);
      priced?.end();
      onRunning(-1);
      if (cost) spending.add(person, cost);
      const { requestId } = exchange;
      record({
        kind: 'usage',
        id: randomUUID(),
        at: startedAt.toISOString(),
        requestId,
        person: person.id,
        personName: person.name,
        groups: [...person.groups],
        model: outcome.model ?? chat.model.slice(0, 300),
        backend: outcome.backend ?? first.backend,
        answeredModel: asked && ending.outcome !== 'refused' ? asked.model.slice(0, 300) : '',
        surface: surfaceOf(exchange.request),
        command: chat.inkstone_task?.command ?? '',
        promptTokens: outcome.usage?.promptTokens ?? null,
        completionTokens: outcome.usage?.completionTokens ?? null,
        cost: cost?.cost ?? null,
        currency: cost?.currency ?? null,
        firstByteMs: outcome.firstByteMs === undefined ? null : Math.round(outcome.firstByteMs),
        wholeMs: Math.round(performance.now() - started),
        outcome: ending.outcome,
        code: ending.code,
      });
      if (recorder) {
        const text = chat.messages.map((message) => `${message.role}: ${textOfMessage(message)}`).join('\n\n');
        const content = { asked: text, answered: recorder.text() };
        record({
          kind: 'audit',
          id: randomUUID(),
          at: startedAt.toISOString(),
          requestId,
          person: person.id,
          personName: person.name,
          action: 'chat-content',
          subject: chat.model.slice(0, 300),
          content,
        });
      }
    }
  };
}

function endingOf({ response }: ChatExchange, { error }: ChatOutcome): Pick<UsageRecord, 'outcome' | 'code'> {
  if (error !== undefined) return { outcome: 'failed', code: error.split(':', 1)[0]?.slice(0, 64) ?? '' };
  return { outcome: response.destroyed && !response.writableFinished ? 'left' : 'answered', code: null };
}

function namesOf(answerer: Answerer, asked: string): { readonly model: string; readonly backend: string } {
  switch (answerer.kind) {
    case 'backend':
      return { model: answerer.model.id, backend: answerer.backend.name };
    case 'local':
      return { model: answerer.row.name, backend: answerer.row.name };
    case 'engine':
      return { model: asked, backend: 'inkstone' };
  }
}

/** Where a chat was asked: panes say it in a header of ours. */
function surfaceOf(request: IncomingMessage): string {
  const said = request.headers['x-inkstone-surface'];
  return typeof said === 'string' && /^[a-z][a-z-]{0,31}$/.test(said) ? said : 'api';
}
