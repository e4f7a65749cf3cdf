import type { IncomingMessage, ServerResponse } from 'node:http';
import { toAssistantError } from '../../base/errors.ts';
import type { Bot } from '../bot-port.ts';
import type { ActivityAccess } from '../teams/activity-access.ts';
import { readJsonBody } from './read-body.ts';
import { tellFailure } from './tell-failure.ts';

/** A message of Teams is at most 100 KB; cards and the message that an action is about come on top. */
const longestActivity = 512 * 1024;

/** `POST /api/messages`: activities of Teams. Settles when the response is finished; tells what went wrong for the log. */
export async function handleActivity(
  { bot, access }: { readonly bot: Bot; readonly access: ActivityAccess },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<{ readonly error?: string }> {
  try {
    const activity = await readJsonBody(request, longestActivity);
    const person = await access.check(request, activity);
    const { status, body } = await bot.answer(activity, person);
    if (response.destroyed) return {};
    const json = body === undefined ? '' : JSON.stringify(body);
    const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(json) };
    response.writeHead(status, json === '' ? { 'content-length': 0 } : headers).end(json);
    return {};
  } catch (thrown) {
    const error = tellFailure(toAssistantError(thrown), request, response);
    return error ? { error: `${error.code}: ${error.message}` } : {};
  }
}
