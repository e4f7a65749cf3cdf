import { declareApi } from '../../richapi/object-model.ts';
import { notFound, requireString } from './arguments.ts';
import type { ExcelModel } from './excel-model.ts';

/** `Excel.Setting`: one of the settings that the common API has too. */
export class Setting {
  readonly key: string;
  readonly #model: ExcelModel;

  constructor(model: ExcelModel, key: string) {
    this.#model = model;
    this.key = key;
  }

  get value(): unknown {
    const text = this.#model.document.settings[this.key];
    return text === undefined ? notFound() : (JSON.parse(text) as unknown);
  }

  set value(value: unknown) {
    const { document } = this.#model;
    document.settings = { ...document.settings, [this.key]: JSON.stringify(value) };
  }

  delete(): void {
    const { document } = this.#model;
    const { [this.key]: _, ...others } = document.settings;
    document.settings = others;
  }
}

/** `Excel.SettingCollection`. */
export class SettingCollection {
  readonly model: ExcelModel;

  constructor(model: ExcelModel) {
    this.model = model;
  }

  get items(): readonly Setting[] {
    return Object.keys(this.model.document.settings).map((key) => new Setting(this.model, key));
  }

  find(key: unknown): Setting | null {
    return this.items.find((each) => each.key === key) ?? null;
  }
}

declareApi(Setting, {
  name: 'Excel.Setting',
  members: {
    key: { kind: 'property', since: 'ExcelApi 1.4', get: (self) => self.key },
    value: {
      kind: 'property',
      since: 'ExcelApi 1.4',
      get: (self) => self.value,
      set: (self, value: unknown) => {
        self.value = value;
      },
    },
    delete: { kind: 'method', since: 'ExcelApi 1.4', writes: true, call: (self) => self.delete() },
  },
});

declareApi(SettingCollection, {
  name: 'Excel.SettingCollection',
  members: {
    // office.js takes it from the settings event of the document, and registers nothing here.
    onSettingsChanged: { kind: 'event', since: 'ExcelApi 1.4' },
    add: {
      kind: 'method',
      since: 'ExcelApi 1.4',
      writes: true,
      call: (self, key: unknown, value: unknown) => {
        const setting = new Setting(self.model, requireString(key));
        setting.value = value;
        return setting;
      },
    },
    getCount: { kind: 'method', since: 'ExcelApi 1.4', call: (self) => self.items.length },
    getItemOrNullObject: { kind: 'method', since: 'ExcelApi 1.4', call: (self, key: unknown) => self.find(key) },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.find(key) },
});
