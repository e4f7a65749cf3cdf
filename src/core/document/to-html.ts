import type { Block, Inline } from './blocks.ts';
import { safeImageUrl, safeLinkUrl } from './safe-url.ts';

/**
 * Blocks as HTML for the clipboard: semantic elements only, everything escaped, no scripts, styles or addresses other
 * than those of links and pictures. Formulas stand as their LaTeX source between `\(…\)` and `\[…\]`.
 */
export function toHtml(blocks: readonly Block[]): string {
  const notes: string[] = [];
  const text = blocks.map((block) => blockHtml(block, notes)).join('\n');
  return notes.length === 0 ? text : `${text}\n<ol>${notes.map((note) => `<li>${note}</li>`).join('')}</ol>`;
}

function blockHtml(block: Block, notes: string[]): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${inlineHtml(block.children, notes)}</p>`;
    case 'heading':
      return `<h${block.level}>${inlineHtml(block.children, notes)}</h${block.level}>`;
    case 'list': {
      const items = block.items.map(({ checked, children }) => {
        const box = checked === undefined ? '' : checked ? '☑ ' : '☐ ';
        const [first, ...rest] = children;
        const start =
          first?.type === 'paragraph' ? inlineHtml(first.children, notes) : first ? blockHtml(first, notes) : '';
        return `<li>${box}${start}${rest.map((child) => blockHtml(child, notes)).join('')}</li>`;
      });
      const start = block.ordered && block.start !== 1 ? ` start="${block.start}"` : '';
      return block.ordered ? `<ol${start}>${items.join('')}</ol>` : `<ul>${items.join('')}</ul>`;
    }
    case 'table': {
      const rows = block.rows.map((row, index) => {
        const name = index === 0 ? 'th' : 'td';
        const cells = row.map((cell, column) => {
          const alignment = block.alignments[column];
          return `<${name}${alignment ? ` align="${alignment}"` : ''}>${inlineHtml(cell, notes)}</${name}>`;
        });
        return `<tr>${cells.join('')}</tr>`;
      });
      const [header = '', ...body] = rows;
      return `<table><thead>${header}</thead><tbody>${body.join('')}</tbody></table>`;
    }
    case 'code':
      return `<pre><code>${escapeHtml(block.text)}</code></pre>`;
    case 'quote':
      return `<blockquote>${block.children.map((child) => blockHtml(child, notes)).join('')}</blockquote>`;
    case 'math':
      return `<p>\\[${escapeHtml(block.latex)}\\]</p>`;
    case 'rule':
      return '<hr>';
  }
}

function inlineHtml(inlines: readonly Inline[], notes: string[]): string {
  return inlines.map((inline) => oneInline(inline, notes)).join('');
}

function oneInline(inline: Inline, notes: string[]): string {
  switch (inline.type) {
    case 'text':
      return escapeHtml(inline.text);
    case 'strong':
      return `<strong>${inlineHtml(inline.children, notes)}</strong>`;
    case 'emphasis':
      return `<em>${inlineHtml(inline.children, notes)}</em>`;
    case 'strike':
      return `<s>${inlineHtml(inline.children, notes)}</s>`;
    case 'code':
      return `<code>${escapeHtml(inline.text)}</code>`;
    case 'link': {
      const content = inlineHtml(inline.children, notes);
      const url = safeLinkUrl(inline.url);
      return url === undefined ? content : `<a href="${escapeHtml(url)}">${content}</a>`;
    }
    case 'image': {
      const url = safeImageUrl(inline.url);
      if (url === undefined) return escapeHtml(inline.alt);
      // A picture from elsewhere would be fetched where this is pasted, and tell its server so: it becomes a link.
      return url.startsWith('data:')
        ? `<img src="${escapeHtml(url)}" alt="${escapeHtml(inline.alt)}">`
        : `<a href="${escapeHtml(url)}">${escapeHtml(inline.alt || url)}</a>`;
    }
    case 'math':
      return `\\(${escapeHtml(inline.latex)}\\)`;
    case 'footnote': {
      const index = notes.push('');
      notes[index - 1] = inline.children.map((child) => blockHtml(child, notes)).join('');
      return `<sup>${index}</sup>`;
    }
    case 'break':
      return '<br>';
  }
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
