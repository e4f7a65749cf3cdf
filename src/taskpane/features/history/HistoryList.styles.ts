import { makeStyles } from '@fluentui/react-components';

export const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '8px' },
  head: { display: 'flex', justifyContent: 'space-between', alignItems: 'center' },
  excerpt: {
    overflow: 'hidden',
    maxHeight: '4.5em',
    overflowWrap: 'anywhere',
  },
});
