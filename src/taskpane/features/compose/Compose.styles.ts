import { makeStyles, tokens } from '@fluentui/react-components';

export const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '10px' },
  card: {
    borderLeft: `3px solid ${tokens.colorBrandStroke1}`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRadius: tokens.borderRadiusMedium,
    padding: '8px 10px',
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
  },
  path: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  excerpt: {
    overflow: 'hidden',
    maxHeight: '4.5em',
    overflowWrap: 'anywhere',
  },
  facts: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  receiptButton: {
    alignSelf: 'flex-start',
    paddingInline: 0,
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
  },
  receipt: { fontSize: tokens.fontSizeBase200 },
  scopes: { flexWrap: 'wrap', marginInlineStart: '-8px' },
  receiptList: { margin: '4px 0', paddingLeft: '18px' },
  receiptText: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  commands: { display: 'flex', flexWrap: 'wrap', gap: '6px', margin: 0, padding: 0, listStyle: 'none' },
  options: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'flex-end' },
  prompt: { width: '100%' },
  send: { display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: '8px' },
  shelf: { marginInlineStart: 'auto' },
  model: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
    textAlign: 'left',
  },
});
