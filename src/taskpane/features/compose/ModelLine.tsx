import { Link } from '@fluentui/react-components';
import { useAssistant, usePane } from '../../app/pane-context.ts';
import { useStyles } from './Compose.styles.ts';

/** Which model answers; the embedded engine is never called one. */
export function ModelLine({ onOpenSettings }: { readonly onOpenSettings: () => void }): React.JSX.Element {
  const { assistant, strings } = usePane();
  const styles = useStyles();
  const status = useAssistant((state) => state.modelsStatus);
  useAssistant((state) => state.settings.model);
  const { model } = assistant;
  const text =
    status === 'loading' && !model
      ? strings.modelLoading
      : !model
        ? strings.noModel
        : model.inkstone?.embedded === true
          ? strings.embedded
          : model.id;
  return (
    <Link as="button" className={styles.model} onClick={onOpenSettings}>
      {text}
    </Link>
  );
}
