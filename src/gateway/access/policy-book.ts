import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import type { AssistantError } from '../../base/errors.ts';
import { ToldFailure } from '../../base/told-failure.ts';
import { changedMeanwhile, type PolicyBookState } from '../../protocol/administration.ts';
import { policyListSchema, type Policy } from '../../protocol/policy.ts';
import { ConfigError } from '../config/config-error.ts';
import { reasonOf, type Words } from '../language.ts';
import { toProblems } from '../config/issue-problems.ts';
import { replaceFile, versionOfFile, whileLocked } from './change-file.ts';

const fileSchema = z.strictObject({
  groups: policyListSchema,
  changedAt: z.iso.datetime().nullable().default(null),
  changedBy: z.string().nullable().default(null),
});

/** The rows that hold, with where they come from and who made them so. */
export type PolicyState = Omit<PolicyBookState, 'models'>;

/**
 * The organisation's policies: the rows of the configuration, until some are made on the administrators' page. Those are in a file of
 * their own and count instead of all of the configuration's, which nothing ever writes to (docs/decisions/0016).
 */
export interface PolicyBook {
  /** The rows that hold now. */
  readonly groups: readonly Policy[];
  read(): PolicyState;
  /**
   * Puts these rows in the place of those of that version; `null` gives the configuration's their place back. Throws
   * `invalid-request` with the reason `changed-meanwhile` when there are others by now.
   */
  write(groups: readonly Policy[] | null, version: string, by: string): PolicyState;
}

export interface PolicyBookOptions {
  readonly path: string;
  /** Those of the configuration. */
  readonly configured: readonly Policy[];
  /** Told when the file cannot be read any more. */
  readonly warn: (message: Words) => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** A change by somebody else, on this machine or on a shared folder, is seen after this time at the latest. */
const lookEveryMs = 250;

/** Throws `ConfigError` for a file that is there and is not ours. */
export function openPolicyBook({ path, configured, warn, now = Date.now }: PolicyBookOptions): PolicyBook {
  const ofConfiguration: PolicyState = {
    groups: [...configured],
    source: 'configuration',
    version: versionOf('configuration', configured, null),
    changedAt: null,
    changedBy: null,
  };
  let seen = versionOfFile(path);
  let state = load();
  let lookedAt = now();

  function load(): PolicyState {
    if (!existsSync(path)) return ofConfiguration;
    let json: unknown;
    try {
      json = JSON.parse(readFileSync(path, 'utf8'));
    } catch {
      throw new ConfigError(path, [{ key: 'file', code: 'no-object' }]);
    }
    const parsed = fileSchema.safeParse(json);
    if (!parsed.success) throw new ConfigError(path, toProblems(parsed.error.issues, json));
    const { groups, changedAt, changedBy } = parsed.data;
    return { groups, source: 'page', version: versionOf('page', groups, changedAt), changedAt, changedBy };
  }

  function look(): PolicyState {
    const time = now();
    if (time - lookedAt >= lookEveryMs) {
      lookedAt = time;
      refresh();
    }
    return state;
  }

  /** A file that is spoilt later changes nothing: what held before goes on to hold. */
  function refresh(): void {
    const version = versionOfFile(path);
    if (version === seen) return;
    seen = version;
    try {
      state = load();
    } catch (error) {
      const { en, zh } = reasonOf(error);
      warn({ en: `${en} The policies stay as they were.`, zh: `${zh} 策略保持不变。` });
    }
  }

  return {
    get groups() {
      return look().groups;
    },
    read() {
      refresh();
      return state;
    },
    write(groups, version, by) {
      whileLocked(path, () => {
        refresh();
        if (state.version !== version) throw changed(state);
        if (groups === null) rmSync(path, { force: true });
        else {
          const kept = { groups, changedAt: new Date(now()).toISOString(), changedBy: by };
          replaceFile(path, `${JSON.stringify(kept, null, 2)}\n`);
        }
        seen = versionOfFile(path);
        state = load();
      });
      return state;
    },
  };
}

function versionOf(source: string, groups: readonly Policy[], changedAt: string | null): string {
  return createHash('sha256')
    .update(JSON.stringify([source, groups, changedAt]))
    .digest('base64url')
    .slice(0, 22);
}

function changed({ changedBy }: PolicyState): AssistantError {
  const who = changedBy === null || changedBy === '' ? undefined : changedBy;
  const words = {
    en: `${who ?? 'Somebody'} has changed the policies since you read them. Nothing of yours was saved yet: look at what there is now.`,
    zh: `在你读取之后，${who ?? '有人'}修改了策略。你的内容尚未保存，请先查看现有内容。`,
  };
  return new ToldFailure('invalid-request', words, { reason: changedMeanwhile });
}
