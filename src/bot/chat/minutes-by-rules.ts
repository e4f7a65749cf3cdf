import type { Strings } from '../strings.ts';
import { findCommitments, renderTasks } from '../prompts/find-commitments.ts';
import type { Transcript } from '../files/transcript.ts';

/** Minutes without a model: a summary that was made before, and what words such as “agreed” and “will” announce. */
export function renderMinutes(transcript: Transcript, summary: string, strings: Strings): string {
  const { tasks, decisions } = findCommitments(transcript.utterances);
  const { minutesSections: headings } = strings;
  const sections = [
    transcript.speakers.length > 0 ? strings.attended(transcript.speakers.join(', ')) : '',
    section(headings.summary, summary),
    section(headings.decisions, decisions.map((decision) => `- ${decision}`).join('\n')),
    section(headings.tasks, renderTasks(tasks)),
    strings.minutesByRules,
  ];
  return sections.filter((part) => part !== '').join('\n\n');
}

function section(heading: string, body: string): string {
  return body.trim() === '' ? '' : `**${heading}**\n\n${body}`;
}
