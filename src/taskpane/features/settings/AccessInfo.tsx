import { Button, Text } from '@fluentui/react-components';
import { useAccess, usePane } from '../../app/pane-context.ts';
import { organisationStrings } from './organisation-strings.ts';
import { useStyles } from './SettingsForm.styles.ts';

/** Who is signed in, and what the organisation has decided for them. Nothing where there is nothing to tell. */
export function AccessInfo(): React.JSX.Element | null {
  const { access, language } = usePane();
  const strings = organisationStrings[language];
  const styles = useStyles();
  const session = useAccess((state) => state.session);
  if (!session) return null;
  const { permissions, person, mode } = session;
  const rules = [
    ...(permissions.keepsContent ? [strings.policyKeepsContent] : []),
    ...(permissions.localOnly ? [strings.policyLocalOnly] : []),
    ...(permissions.commands ? [strings.policyCommands(permissions.commands.length)] : []),
    ...permissions.featuresOff.map((feature) => strings.policyFeatures[feature]),
  ];
  if (mode === 'open' && rules.length === 0 && permissions.instructions === null) return null;
  return (
    <section className={styles.root} aria-label={strings.organisation}>
      <Text as="h3" weight="semibold">
        {strings.organisation}
      </Text>
      {mode === 'open' ? null : (
        <div className={styles.head}>
          <span>{strings.signedInAs(person.name || person.id)}</span>
          <Button size="small" onClick={() => void access.leave()}>
            {strings.signOut}
          </Button>
        </div>
      )}
      {rules.length > 0 ? (
        <ul className={styles.steps}>
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      ) : null}
      {permissions.instructions === null ? null : (
        <details>
          <summary tabIndex={0}>{strings.policyInstructions}</summary>
          <div>{permissions.instructions}</div>
        </details>
      )}
    </section>
  );
}
