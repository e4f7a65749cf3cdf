import { makeStyles, tokens } from '@fluentui/react-components';

export const useStyles = makeStyles({
  figure: { margin: 0, display: 'flex', flexDirection: 'column', gap: '6px', minWidth: 0 },
  caption: { fontWeight: tokens.fontWeightSemibold },
  canvas: { width: '100%', height: 'auto', display: 'block' },
  bar: { fill: tokens.colorBrandBackground, '@media (forced-colors: active)': { fill: 'Highlight' } },
  rest: { fill: tokens.colorNeutralStroke3, '@media (forced-colors: active)': { fill: 'Canvas' } },
  line: { stroke: tokens.colorNeutralStroke2, '@media (forced-colors: active)': { stroke: 'CanvasText' } },
  label: {
    fill: tokens.colorNeutralForeground2,
    fontSize: '11px',
    '@media (forced-colors: active)': { fill: 'CanvasText' },
  },
  bars: { display: 'grid', gridTemplateColumns: 'minmax(80px, 2fr) 3fr auto', gap: '4px 10px', alignItems: 'center' },
  name: { overflowWrap: 'anywhere' },
  value: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  table: { borderCollapse: 'collapse', width: '100%' },
  cell: { textAlign: 'start', padding: '3px 8px 3px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
});
