/** Ways in which a real host misbehaves, to be tried on purpose: `?fault=<name>` on the page. */
export const faults = {
  'slow-host': 'Every request takes two seconds more.',
  'failing-sync': 'Whatever changes the document fails with GeneralException.',
  'protected-document': 'Whatever changes the document fails with AccessDenied, as in a protected document.',
  'no-tracked-changes':
    'Change tracking is not there: its members answer ApiNotFound and its requirement sets are not declared.',
  'activity-limit': 'Every request is refused because too many were made (error 5102).',
  silent: 'The host never answers a request.',
} as const;

export type FaultName = keyof typeof faults;

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faults, name);
}

/** Members that `no-tracked-changes` takes away, by class and documented name. */
export const trackingMembers: readonly string[] = [
  'Word.Document.changeTrackingMode',
  'Word.Body.getTrackedChanges',
  'Word.Range.getTrackedChanges',
  'Word.Paragraph.getTrackedChanges',
  'Word.Document.acceptAllRevisions',
  'Word.Document.rejectAllRevisions',
];

export const slowHostDelayMs = 2000;
