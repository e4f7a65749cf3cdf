import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment, useMemo } from 'react';
import { highlightCode } from '../../../core/wordprocessing/highlight-code.ts';

/** Theme colours, so that code reads in light, dark and high contrast. */
const useStyles = makeStyles({
  keyword: { color: tokens.colorPaletteBlueForeground2 },
  string: { color: tokens.colorPaletteGreenForeground1 },
  number: { color: tokens.colorPaletteTealForeground2 },
  comment: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
  title: { color: tokens.colorPalettePurpleForeground2 },
  property: { color: tokens.colorPaletteMagentaForeground2 },
  meta: { color: tokens.colorPaletteMarigoldForeground2 },
});

export interface CodeViewProps {
  readonly text: string;
  readonly language: string;
}

/** Code in the colours of its language. */
export function CodeView({ text, language }: CodeViewProps): React.JSX.Element {
  const styles = useStyles();
  const lines = useMemo(() => highlightCode(text, language), [text, language]);
  return (
    <code>
      {lines.map((line, at) => (
        <Fragment key={at}>
          {at === 0 ? null : '\n'}
          {line.map(({ text: piece, kind }, index) => (
            <span key={index} {...(kind && { className: styles[kind] })}>
              {piece}
            </span>
          ))}
        </Fragment>
      ))}
    </code>
  );
}
