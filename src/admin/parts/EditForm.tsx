import { Button } from '@fluentui/react-components';
import { useStyles } from '../AdminPage.styles.ts';
import { usePage } from '../page-context.ts';
import { useUnsaved } from '../useUnsaved.ts';
import { useFirstFocus } from './useFirstFocus.ts';

export interface EditFormProps {
  readonly title: string;
  readonly saveLabel: string;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  /** Tells whether all fields are right; if not, the first that is wrong gets the focus. */
  readonly onSave: () => boolean;
  readonly onCancel: () => void;
  readonly children: React.ReactNode;
}

/** A form with a heading, a button to save and one to leave; the browser asks before changes in it are left behind. */
export function EditForm(props: EditFormProps): React.JSX.Element {
  const { strings } = usePage();
  const styles = useStyles();
  const form = useFirstFocus<HTMLFormElement>();
  useUnsaved(props.isChanged);
  const save = (): void => {
    if (props.onSave()) return;
    // Once it is drawn.
    setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus());
  };
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={props.title}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <h3 className={styles.subheading}>{props.title}</h3>
      {props.children}
      <div className={styles.fields}>
        <Button type="submit" appearance="primary" disabledFocusable={props.isSaving}>
          {props.saveLabel}
        </Button>
        <Button onClick={props.onCancel}>{strings.cancel}</Button>
      </div>
    </form>
  );
}
