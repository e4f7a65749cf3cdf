import { onDemand } from '../../ui/onDemand.tsx';

/** The parts that only a workbook has, with the code that counts its cells: none of them is in the first bundle. */
export const SheetAnswer = onDemand(async () => (await import('./SheetAnswer.tsx')).SheetAnswer);
export const FunctionsCard = onDemand(async () => (await import('../functions/FunctionsCard.tsx')).FunctionsCard);
export const SheetFacts = onDemand(async () => (await import('./SheetFacts.tsx')).SheetFacts);
export const ChangeLog = onDemand(async () => (await import('./ChangeLog.tsx')).ChangeLog);
