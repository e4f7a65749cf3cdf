import { Badge, Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { TokenSummary } from '../../protocol/administration.ts';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { tokenStrings } from './strings.ts';
import { TitledTable } from '../TitledTable.tsx';

export interface TokenTableProps {
  readonly tokens: readonly TokenSummary[];
  readonly onRevoke: (name: string) => void;
}

/** All that is known of each token. */
export function TokenTable({ tokens, onRevoke }: TokenTableProps): React.JSX.Element {
  const { strings } = usePage();
  const words = tokenStrings(strings.language);
  const styles = useStyles();
  const [now] = useState(() => Date.now());
  const day = (time: string): string => new Date(time).toLocaleDateString(strings.language);
  const moment = (time: string): string =>
    new Date(time).toLocaleString(strings.language, { dateStyle: 'short', timeStyle: 'short' });
  const endOf = ({ expires }: TokenSummary): string => {
    if (expires === null) return words.never;
    return Date.parse(expires) <= now ? words.ended(day(expires)) : day(expires);
  };
  return (
    <TitledTable
      label={words.title}
      titles={[words.name, words.role, words.groups, words.created, words.ends, words.lastUsed, words.actions]}
      isWide
    >
      {tokens.map((token) => (
        <tr key={token.name}>
          <th scope="row" className={styles.cell}>
            {token.name}
          </th>
          <td className={styles.cell}>
            <Badge appearance="tint" color={token.role === 'admin' ? 'brand' : 'informative'}>
              {words.roles[token.role].split(/[:：]/, 1)[0]}
            </Badge>
          </td>
          <td className={styles.cell}>{token.groups.join(', ') || words.noGroups}</td>
          <td className={styles.cell}>{day(token.created)}</td>
          <td className={styles.cell}>{endOf(token)}</td>
          <td className={styles.cell}>{token.lastUsed === null ? words.notUsed : moment(token.lastUsed)}</td>
          <td className={styles.cell}>
            <Button size="small" aria-label={words.revokeNamed(token.name)} onClick={() => onRevoke(token.name)}>
              {words.revoke}
            </Button>
          </td>
        </tr>
      ))}
    </TitledTable>
  );
}
