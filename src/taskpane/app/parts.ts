import { lazy } from 'react';
import { onDemand } from '../ui/onDemand.tsx';

/** The parts that the pane's first sight does without: none of them is in the first bundle. */
export const Answer = onDemand(async () => (await import('../features/answer/Answer.tsx')).Answer);
export const CommandOptions = onDemand(
  async () => (await import('../features/compose/CommandOptions.tsx')).CommandOptions,
);
export const ErrorBar = onDemand(async () => (await import('../ui/ErrorBar.tsx')).ErrorBar);
export const HistoryList = onDemand(async () => (await import('../features/history/HistoryList.tsx')).HistoryList);
/** Of hosts where the person brings the text. */
export const MaterialCard = onDemand(async () => (await import('../features/material/MaterialCard.tsx')).MaterialCard);
export const PromptShelf = onDemand(async () => (await import('../features/library/PromptShelf.tsx')).PromptShelf);
export const ReceiptDetails = onDemand(
  async () => (await import('../features/compose/ReceiptDetails.tsx')).ReceiptDetails,
);
export const SettingsForm = onDemand(async () => (await import('../features/settings/SettingsForm.tsx')).SettingsForm);

export const SignIn = onDemand(async () => (await import('../features/sign-in/SignIn.tsx')).SignIn);

/** Hints on hover and focus; without their code the pane works, and a screen reader has the words anyway. */
export const HintLayer = lazy(() =>
  import('../ui/HintLayer.tsx').then(
    (part) => ({ default: part.HintLayer }),
    () => ({ default: () => null }),
  ),
);

/** What a pane that stands idle fetches ahead, by how soon a person may want it; nobody then waits for a part. */
export const partsAhead: readonly (() => Promise<unknown>)[] = [
  Answer.fetchAhead,
  CommandOptions.fetchAhead,
  ErrorBar.fetchAhead,
  ReceiptDetails.fetchAhead,
  SettingsForm.fetchAhead,
  HistoryList.fetchAhead,
  PromptShelf.fetchAhead,
  () => import('../features/answer/Formula.tsx'),
];
