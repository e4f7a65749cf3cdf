import { Radio, RadioGroup } from '@fluentui/react-components';
import type { SendReceipt } from '../../../core/context/receipt.ts';
import type { CaptureScope } from '../../../host/host.ts';
import { useAccess, useAssistant, usePane } from '../../app/pane-context.ts';
import { organisationStrings } from '../settings/organisation-strings.ts';
import { useStyles } from './Compose.styles.ts';
import { receiptStrings } from './receipt-strings.ts';

/** What would be sent, piece by piece, with the switch that decides how much. */
export function ReceiptDetails({ receipt }: { readonly receipt: SendReceipt }): React.JSX.Element {
  const { assistant, language, strings } = usePane();
  const own = receiptStrings[language];
  const styles = useStyles();
  const scope = useAssistant((state) => state.scope);
  const isKept = useAccess(({ session }) => session?.permissions.keepsContent ?? false);
  return (
    <div className={styles.receipt}>
      <RadioGroup
        className={styles.scopes}
        layout="horizontal"
        aria-label={own.scopeLabel}
        value={scope}
        onChange={(_event, { value }) => void assistant.setScope(value as CaptureScope)}
      >
        <Radio value="selection" label={own.scopeSelection} />
        <Radio value="surroundings" label={own.scopeSurroundings} />
        <Radio value="document" label={own.scopeDocument} />
      </RadioGroup>
      <ul className={styles.receiptList}>
        {receipt.items.map((item) => (
          <li key={item.kind}>
            {own.sentKinds[item.kind]}
            {strings.colon}
            {strings.characters(item.characters)}, {strings.tokens(item.tokens)}
            <div className={styles.receiptText}>{item.excerpt}</div>
          </li>
        ))}
      </ul>
      {isKept ? <div>{organisationStrings[language].policyKeepsContent}</div> : null}
      {receipt.passagesLeftOut > 0 ? <div>{strings.leftOut(receipt.passagesLeftOut)}</div> : null}
    </div>
  );
}
