import { Button, ProgressBar } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useAssistant, usePane } from '../../app/pane-context.ts';
import { Revealed } from '../../ui/Revealed.tsx';
import { useStyles } from './sheet.styles.ts';
import { sheetStrings } from './strings.ts';

/** How far a long write is, with the way to stop it; nothing while none is on its way. */
export function WritingProgress(): React.JSX.Element | null {
  const { assistant, language } = usePane();
  const styles = useStyles();
  const words = sheetStrings(language);
  const progress = useAssistant((state) => state.progress);
  const isUndo = useAssistant((state) => state.writing === 'undo');
  const canStop = progress !== null && progress.phase !== 'taking-back' && !isUndo;
  useEffect(() => {
    if (!canStop) return undefined;
    const stop = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') assistant.stopWriting();
    };
    window.addEventListener('keydown', stop);
    return () => window.removeEventListener('keydown', stop);
  }, [assistant, canStop]);
  if (!progress) return null;
  const { phase, done, total } = progress;
  return (
    <Revealed key={phase}>
      <div className={styles.progress}>
        <div className={styles.facts} role="status">
          {words.progress[phase]}
        </div>
        <div className={styles.facts}>{Math.floor((100 * done) / total)} %</div>
        <ProgressBar value={done / total} aria-label={words.progress[phase]} />
        {canStop ? (
          <Button size="small" className={styles.ownWidth} onClick={() => assistant.stopWriting()}>
            {words.stop}
          </Button>
        ) : null}
      </div>
    </Revealed>
  );
}
