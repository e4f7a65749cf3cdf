import type { OoxmlPackage } from '../../package/ooxml-package.ts';
import { attributeW, childW, createW, toggleW } from '../model/xml.ts';
import { editPart, partRoot } from './ensure-part.ts';
import { placeChild } from './schema-order.ts';

/** settings.xml: what of it the object model shows and changes (ECMA-376 part 1 §17.15). */

export function tracksRevisions(pkg: OoxmlPackage): boolean {
  return toggleW(partRoot(pkg, 'settings'), 'trackRevisions') === true;
}

/** A document whose setting is so already is left alone. */
export function setTracksRevisions(pkg: OoxmlPackage, isOn: boolean): void {
  if (tracksRevisions(pkg) === isOn) return;
  const root = editPart(pkg, 'settings');
  childW(root, 'trackRevisions')?.remove();
  if (isOn) placeChild(root, createW(root.ownerDocument, 'trackRevisions'));
}

export type ProtectionKind = 'none' | 'readOnly' | 'comments' | 'trackedChanges' | 'forms';

/** What an enforced protection leaves open to a person (§17.15.1.29). */
export function protectionOf(pkg: OoxmlPackage): ProtectionKind {
  const root = partRoot(pkg, 'settings');
  const protection = root && childW(root, 'documentProtection');
  if (!protection || !['1', 'true', 'on'].includes(attributeW(protection, 'enforcement') ?? '')) return 'none';
  const edit = attributeW(protection, 'edit');
  return edit === 'readOnly' || edit === 'comments' || edit === 'trackedChanges' || edit === 'forms' ? edit : 'none';
}

/** Protects without a password, as Word does when the person leaves it empty. */
export function setProtection(pkg: OoxmlPackage, kind: ProtectionKind): void {
  const root = editPart(pkg, 'settings');
  childW(root, 'documentProtection')?.remove();
  if (kind === 'none') return;
  placeChild(root, createW(root.ownerDocument, 'documentProtection', { edit: kind, enforcement: '1' }));
}
