import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Radio,
  RadioGroup,
} from '@fluentui/react-components';
import { selectedText } from '../../../core/document/context.ts';
import { findCommand } from '../../../core/prompt/commands.ts';
import type { CaptureScope } from '../../../host/host.ts';
import { useAssistant, usePane } from '../../app/pane-context.ts';
import { useStyles } from './Compose.styles.ts';

/** What is selected and what of the document would be sent, with the switch that decides how much. */
export function SelectionCard({ prompt }: { readonly prompt: string }): React.JSX.Element {
  const { assistant, strings } = usePane();
  const styles = useStyles();
  const context = useAssistant((state) => state.context);
  const scope = useAssistant((state) => state.scope);
  if (!context) return <div className={styles.card}>{strings.starting}</div>;
  const text = selectedText(context).trim();
  const command = findCommand(context.isCaret ? 'draft' : 'custom');
  const receipt = command ? assistant.describe(command, prompt, {}) : null;
  return (
    <section className={styles.card} aria-label={strings.selection}>
      {context.headingPath.length > 0 ? <div className={styles.path}>{context.headingPath.join(' › ')}</div> : null}
      <div className={styles.excerpt}>
        {context.isCaret
          ? context.size.characters === 0
            ? strings.documentIsEmpty
            : strings.nothingSelected
          : `“${text}”`}
      </div>
      <div className={styles.facts}>
        {context.isCaret
          ? `${strings.wholeDocument}: ${strings.characters(context.size.characters)}`
          : strings.characters(text.length)}
        {context.readOnly ? ` · ${strings.readOnly}` : ''}
      </div>
      {receipt ? (
        <Accordion collapsible className={styles.receipt}>
          <AccordionItem value="receipt">
            <AccordionHeader size="small">{`${strings.willBeSent}: ${strings.tokens(receipt.tokens)}`}</AccordionHeader>
            <AccordionPanel>
              <RadioGroup
                layout="horizontal"
                aria-label={strings.scopeLabel}
                value={scope}
                onChange={(_event, { value }) => void assistant.setScope(value as CaptureScope)}
              >
                <Radio value="selection" label={strings.scopeSelection} />
                <Radio value="surroundings" label={strings.scopeSurroundings} />
                <Radio value="document" label={strings.scopeDocument} />
              </RadioGroup>
              <ul className={styles.receiptList}>
                {receipt.items.map((item) => (
                  <li key={item.kind}>
                    {strings.sentKinds[item.kind]}: {strings.characters(item.characters)}, {strings.tokens(item.tokens)}
                    <div className={styles.receiptText}>{item.excerpt}</div>
                  </li>
                ))}
              </ul>
              {receipt.passagesLeftOut > 0 ? <div>{strings.leftOut(receipt.passagesLeftOut)}</div> : null}
            </AccordionPanel>
          </AccordionItem>
        </Accordion>
      ) : null}
    </section>
  );
}
