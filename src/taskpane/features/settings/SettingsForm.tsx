import { Button, Field, MessageBar, MessageBarBody, Select, Switch, Text, Textarea } from '@fluentui/react-components';
import { isOff } from '../../../assistant/access.ts';
import { useAccess, useAssistant, usePane } from '../../app/pane-context.ts';
import { ErrorBar } from '../../ui/ErrorBar.tsx';
import { AccessInfo } from './AccessInfo.tsx';
import { organisationStrings } from './organisation-strings.ts';
import { settingsStrings } from './settings-strings.ts';
import { useStyles } from './SettingsForm.styles.ts';

const replyLanguages: readonly (readonly [string, string])[] = [
  ['en', 'English'],
  ['zh-Hans', '简体中文'],
  ['zh-Hant', '繁體中文'],
  ['ja', '日本語'],
  ['de', 'Deutsch'],
  ['fr', 'Français'],
  ['es', 'Español'],
];

export interface SettingsFormProps {
  /** Whether the steps that connect a model are unfolded from the start. */
  readonly showConnect: boolean;
  readonly onDone: () => void;
}

/** The person's own choices, kept as they are made. */
export function SettingsForm({ showConnect, onDone }: SettingsFormProps): React.JSX.Element {
  const { assistant, strings, language } = usePane();
  const own = settingsStrings(language);
  const styles = useStyles();
  const settings = useAssistant((state) => state.settings);
  const models = useAssistant((state) => state.models);
  const modelsError = useAssistant((state) => state.modelsError);
  const isEmbedded = assistant.model?.inkstone?.embedded === true;
  const noInstructions = useAccess(({ session }) => isOff(session?.permissions, 'standing-instructions'));
  const { trackedChanges } = assistant.host.capabilities;
  return (
    <section className={styles.root} aria-label={strings.settings}>
      <div className={styles.head}>
        <Text as="h2" weight="semibold">
          {strings.settings}
        </Text>
        <Button size="small" onClick={onDone}>
          {strings.back}
        </Button>
      </div>
      {modelsError ? <ErrorBar error={modelsError} onRetry={() => void assistant.loadModels()} /> : null}
      <Field label={strings.model}>
        <Select
          value={assistant.model?.id ?? ''}
          onChange={(_event, { value }) => assistant.changeSettings({ model: value })}
        >
          {models.map(({ id, inkstone }) => (
            <option key={id} value={id}>
              {inkstone?.embedded === true ? strings.embedded : id}
            </option>
          ))}
        </Select>
      </Field>
      {isEmbedded || models.length === 0 ? (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            {isEmbedded ? own.embeddedExplained : null}
            <details open={showConnect}>
              <summary tabIndex={0}>{strings.howToConnect}</summary>
              <ol className={styles.steps}>
                {own.connectSteps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </details>
          </MessageBarBody>
        </MessageBar>
      ) : null}
      <Field label={own.replyLanguage}>
        <Select
          value={settings.replyLanguage}
          onChange={(_event, { value }) => assistant.changeSettings({ replyLanguage: value })}
        >
          <option value="auto">{own.replyAuto}</option>
          {replyLanguages.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field hint={trackedChanges ? null : own.trackUnavailable}>
        <Switch
          label={own.trackChanges}
          disabled={!trackedChanges}
          checked={trackedChanges && settings.trackChanges}
          onChange={(_event, { checked }) => assistant.changeSettings({ trackChanges: checked })}
        />
      </Field>
      <Field
        label={own.customInstructions}
        hint={noInstructions ? organisationStrings[language].policyForbidsInstructions : own.customInstructionsHint}
      >
        <Textarea
          resize="vertical"
          disabled={noInstructions}
          maxLength={4000}
          value={settings.customInstructions}
          onChange={(_event, { value }) => assistant.changeSettings({ customInstructions: value })}
        />
      </Field>
      <Field hint={own.shareFeedbackHint}>
        <Switch
          label={own.shareFeedback}
          checked={settings.shareFeedback}
          onChange={(_event, { checked }) => assistant.changeSettings({ shareFeedback: checked })}
        />
      </Field>
      <AccessInfo />
      <Field label={own.uiLanguage}>
        <Select
          value={settings.uiLanguage}
          onChange={(_event, { value }) => assistant.changeSettings({ uiLanguage: value as 'auto' | 'en' | 'zh' })}
        >
          <option value="auto">{strings.uiAuto}</option>
          <option value="en">English</option>
          <option value="zh">中文</option>
        </Select>
      </Field>
    </section>
  );
}
