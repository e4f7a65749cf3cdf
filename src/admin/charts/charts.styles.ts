import { makeStyles, tokens } from '@fluentui/react-components';

export const useStyles = makeStyles({
  figure: { margin: 0, display: 'flex', flexDirection: 'column', gap: '6px', minWidth: 0 },
  caption: { fontWeight: tokens.fontWeightSemibold },
  canvas: { width: '100%', height: '160px', display: 'block' },
  bar: { fill: tokens.colorBrandBackground, '@media (forced-colors: active)': { fill: 'Highlight' } },
  rest: { fill: tokens.colorNeutralStroke3, '@media (forced-colors: active)': { fill: 'Canvas' } },
  line: { stroke: tokens.colorNeutralStroke2, '@media (forced-colors: active)': { stroke: 'CanvasText' } },
  note: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  axis: {
    display: 'flex',
    justifyContent: 'space-between',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
  },
  bars: { display: 'grid', gridTemplateColumns: 'minmax(80px, 2fr) 3fr auto', gap: '4px 10px', alignItems: 'center' },
  name: { overflowWrap: 'anywhere' },
  value: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  table: { borderCollapse: 'collapse', width: '100%' },
  cell: { textAlign: 'start', padding: '3px 8px 3px 0', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
});
