import { makeStyles, tokens } from '@fluentui/react-components';

export const useStyles = makeStyles({
  verified: {
    color: tokens.colorPaletteGreenForeground1,
    textDecorationLine: 'underline',
    textDecorationStyle: 'dotted',
    cursor: 'pointer',
    background: 'none',
    border: 'none',
    padding: 0,
    font: 'inherit',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '@media (forced-colors: active)': { color: 'LinkText' },
  },
  unverified: {
    color: tokens.colorPaletteRedForeground1,
    backgroundColor: tokens.colorPaletteRedBackground1,
    textDecorationLine: 'underline',
    textDecorationStyle: 'wavy',
    cursor: 'pointer',
    border: 'none',
    padding: '0 2px',
    font: 'inherit',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  formula: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  result: { marginTop: '8px', fontSize: tokens.fontSizeBase200 },
  preview: { maxHeight: '260px', overflow: 'auto', marginTop: '8px' },
  facts: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});
