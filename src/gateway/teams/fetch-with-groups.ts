import { toAssistantError } from '../../base/errors.ts';
import type { Person } from '../chat-stage.ts';
import { renderError } from '../error-envelope.ts';
import { languageOf } from '../language.ts';
import type { GroupDirectory } from './group-directory.ts';

type FetchAs = (person: Person) => typeof fetch;

/** As `fetchAs`, for a person with their groups: policies and quotas of these hold then. Without a directory it is `fetchAs`. */
export function fetchWithGroups(fetchAs: FetchAs, directory: GroupDirectory | undefined): FetchAs {
  if (!directory) return fetchAs;
  return (person) => async (input, init) => {
    const [, tenant = '', object = ''] = person.id.split(':');
    try {
      const groups = [...(await directory.groupsOf(tenant, object)), ...person.groups];
      return await fetchAs({ ...person, groups })(input, init);
    } catch (thrown) {
      const error = toAssistantError(thrown);
      if (error.reason !== 'groups-unknown') throw thrown;
      const { status, headers, body } = renderError(
        error,
        languageOf(new Headers(init?.headers).get('accept-language') ?? undefined),
      );
      return new Response(body, { status, headers });
    }
  };
}
