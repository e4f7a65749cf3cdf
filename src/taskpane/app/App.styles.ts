import { makeStyles, tokens } from '@fluentui/react-components';

export const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    height: '100vh',
    minWidth: '240px',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  header: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    padding: '6px 8px 6px 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  seal: {
    display: 'inline-grid',
    placeItems: 'center',
    width: '22px',
    height: '22px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: '#A4262C',
    color: '#FFFFFF',
    fontSize: '14px',
    lineHeight: 1,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold, flexGrow: 1 },
  main: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    padding: '12px',
  },
  /** Where the host shows the title itself. */
  bare: { justifyContent: 'flex-end', borderBottomStyle: 'none', paddingBlock: '2px' },
  /** Text and prompt at the left, answers at the right, as far as there is room. */
  wide: {
    width: '100%',
    maxWidth: '1180px',
    boxSizing: 'border-box',
    alignSelf: 'center',
    '@media (min-width: 860px)': {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
      alignContent: 'start',
      gap: '24px',
      padding: '16px 24px',
    },
  },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});
