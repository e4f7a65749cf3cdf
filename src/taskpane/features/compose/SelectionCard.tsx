import { Button } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { selectedText } from '../../../core/document/context.ts';
import { asRead } from '../../../core/document/struck-text.ts';
import { useAssistant, usePane } from '../../app/pane-context.ts';
import { ReceiptDetails } from '../../app/parts.ts';
import { SheetFacts } from '../sheet/sheet-parts.ts';
import { useStyles } from './Compose.styles.ts';

/** What is selected and what of the document would be sent, with the switch that decides how much. */
export function SelectionCard({ prompt }: { readonly prompt: string }): React.JSX.Element {
  const { assistant, strings } = usePane();
  const styles = useStyles();
  const context = useAssistant((state) => state.context);
  const [isOpen, setOpen] = useState(false);
  if (!context) return <div className={styles.card}>{strings.starting}</div>;
  const text = selectedText(asRead(context)).trim();
  const receipt = assistant.describe(assistant.commandForPrompt(context, prompt), prompt, {});
  return (
    <section className={styles.card} aria-label={strings.selection}>
      {context.headingPath.length > 0 ? <div className={styles.path}>{context.headingPath.join(' › ')}</div> : null}
      {context.sheet ? (
        <SheetFacts sheet={context.sheet} rowCount={context.size.paragraphs} />
      ) : (
        <div className={styles.excerpt}>
          {context.isCaret
            ? context.size.characters === 0
              ? strings.documentIsEmpty
              : strings.nothingSelected
            : `“${text}”`}
        </div>
      )}
      <div className={styles.facts}>
        {context.sheet
          ? ''
          : context.isCaret
            ? `${strings.wholeDocument}${strings.colon}${strings.characters(context.size.characters)}`
            : strings.characters(text.length)}
        {context.readOnly ? ` · ${strings.readOnly}` : ''}
      </div>
      {receipt && context.sheet?.isRead !== false ? (
        <>
          <Button
            className={styles.receiptButton}
            appearance="transparent"
            size="small"
            icon={isOpen ? <ChevronDown16Regular /> : <ChevronRight16Regular />}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {`${strings.willBeSent}${strings.colon}${strings.tokens(receipt.tokens)}`}
          </Button>
          {isOpen ? <ReceiptDetails receipt={receipt} /> : null}
        </>
      ) : null}
    </section>
  );
}
