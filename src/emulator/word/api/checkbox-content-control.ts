import { declareApi } from '../../richapi/object-model.ts';
import { isChecked, setChecked } from '../parts/checkboxes.ts';
import type { ContentControl } from './content-control.ts';
import { requireBoolean } from './table-arguments.ts';

/** `Word.CheckboxContentControl`: the box of a content control of that type. */
export class CheckboxContentControl {
  readonly control: ContentControl;

  constructor(control: ContentControl) {
    this.control = control;
  }
}

declareApi(CheckboxContentControl, {
  name: 'Word.CheckboxContentControl',
  members: {
    isChecked: {
      kind: 'property',
      since: 'WordApi 1.7',
      get: ({ control }) => isChecked(control.element),
      set: ({ control }, value: unknown) => {
        const wanted = requireBoolean(value, 'isChecked');
        control.changeContent(() => setChecked(control.element, wanted));
      },
    },
  },
});
