import { ns } from '../package/namespaces.ts';
import { attributeW, childW, setW } from '../model/xml.ts';
import { mergeList } from './merge-numbering.ts';
import type { MergeContext } from './merge-context.ts';
import { editStyles, ensureStyle, freshStyleId, styleById, styleByName, styleIdOf, styleName } from './styles.ts';
import { builtInStyles } from './style-names.ts';

/**
 * The target's id for a style of the source: that of the style with the same name, whose definition stays as the target has
 * it, or of a copy that is made now with all that it is based on. `null` when neither document knows the style.
 */
export function mergeStyle(context: MergeContext, id: string, type: string): string | null {
  const key = `${type} ${id}`;
  const known = context.styles.get(key);
  if (known !== undefined) return known;
  const { target, source } = context;
  const style = styleById(source, id);
  if (!style) {
    const own = styleById(target, id);
    const builtIn = own ? undefined : builtInStyles.find(({ styleId }) => styleId === id);
    const found = own ? id : builtIn ? ensureStyle(target, builtIn.name) : null;
    context.styles.set(key, found);
    return found;
  }
  const same = styleByName(target, styleName(style));
  if (same && attributeW(same, 'type') === attributeW(style, 'type')) {
    context.styles.set(key, styleIdOf(same));
    return styleIdOf(same);
  }
  const fresh = freshStyleId(target, id);
  context.styles.set(key, fresh);
  context.newStyles.add(fresh);
  copyStyle(context, style, fresh, same !== null);
  return fresh;
}

function copyStyle(context: MergeContext, style: Element, fresh: string, nameIsTaken: boolean): void {
  const root = editStyles(context.target);
  const copy = root.ownerDocument.importNode(style, true);
  copy.removeAttributeNS(ns.w, 'default');
  setW(copy, 'styleId', fresh);
  if (nameIsTaken)
    setW(childW(copy, 'name') ?? copy, 'val', `${styleName(style)} (${attributeW(style, 'type') ?? ''})`);
  root.append(copy);
  for (const name of ['basedOn', 'next', 'link']) {
    const reference = childW(copy, name);
    const id = attributeW(reference);
    if (!reference || id === null) continue;
    const referred = styleById(context.source, id);
    const merged = referred && mergeStyle(context, id, attributeW(referred, 'type') ?? 'paragraph');
    // A style that is linked already to one of the target stays so; two partners would be invalid.
    if (merged && (name !== 'link' || !isLinkedElsewhere(context, merged, fresh))) setW(reference, 'val', merged);
    else reference.remove();
  }
  const numId = copy.getElementsByTagNameNS(ns.w, 'numId')[0];
  if (numId) setW(numId, 'val', mergeList(context, attributeW(numId) ?? '0'));
}

function isLinkedElsewhere({ target }: MergeContext, id: string, fresh: string): boolean {
  const style = styleById(target, id);
  const partner = style && attributeW(childW(style, 'link'));
  return typeof partner === 'string' && partner !== fresh;
}
