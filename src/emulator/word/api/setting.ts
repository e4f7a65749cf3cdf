import { declareApi } from '../../richapi/object-model.ts';
import { HostCollection, notFound } from './collection.ts';
import { requireText, requireWritable } from './text-object.ts';
import type { WordModel } from './word-model.ts';

/** `Word.Setting`: a value that the add-in keeps with the document under a key. */
export class Setting {
  readonly model: WordModel;
  readonly key: string;

  constructor(model: WordModel, key: string) {
    this.model = model;
    this.key = key;
  }

  get value(): unknown {
    return JSON.parse(this.model.document.addInSettings.read()[this.key] ?? notFound()) as unknown;
  }

  set value(value: unknown) {
    writeSettings(this.model, { ...this.model.document.addInSettings.read(), [this.key]: jsonOf(value) });
  }

  delete(): void {
    const { [this.key]: _, ...others } = this.model.document.addInSettings.read();
    writeSettings(this.model, others);
  }
}

/** What JSON cannot hold is kept as `null`, as office.js itself sends it. */
function jsonOf(value: unknown): string {
  return value === undefined ? 'null' : JSON.stringify(value);
}

function writeSettings({ document }: WordModel, settings: Readonly<Record<string, string>>): void {
  requireWritable(document);
  document.addInSettings.write(settings);
}

/** `Word.SettingCollection`: the settings that the common API's `Office.context.document.settings` keeps too. */
export class SettingCollection extends HostCollection {
  readonly model: WordModel;

  constructor(model: WordModel) {
    const has = (key: string): boolean => Object.hasOwn(model.document.addInSettings.read(), key);
    super(
      () => Object.keys(model.document.addInSettings.read()).map((key) => new Setting(model, key)),
      (key) => (has(String(key)) ? new Setting(model, String(key)) : null),
    );
    this.model = model;
  }

  add(key: unknown, value: unknown): Setting {
    const setting = new Setting(this.model, requireText(key, 'The key'));
    setting.value = value;
    return setting;
  }

  deleteAll(): void {
    writeSettings(this.model, {});
  }
}

declareApi(Setting, {
  name: 'Word.Setting',
  identity: (self) => ({ Id: self.key }),
  members: {
    key: { kind: 'property', since: 'WordApi 1.4', get: (self) => self.key },
    value: {
      kind: 'property',
      since: 'WordApi 1.4',
      get: (self) => self.value,
      set: (self, value: unknown) => {
        self.value = value;
      },
    },
    delete: { kind: 'method', since: 'WordApi 1.4', writes: true, call: (self) => self.delete() },
  },
});

declareApi(SettingCollection, {
  name: 'Word.SettingCollection',
  members: {
    add: {
      kind: 'method',
      since: 'WordApi 1.4',
      writes: true,
      call: (self, key: unknown, value: unknown) => self.add(key, value),
    },
    deleteAll: { kind: 'method', since: 'WordApi 1.4', writes: true, call: (self) => self.deleteAll() },
    getCount: { kind: 'method', since: 'WordApi 1.4', call: (self) => self.items.length },
    getItem: { kind: 'method', since: 'WordApi 1.4', call: (self, key: string) => self.getItem(key) ?? notFound() },
    getItemOrNullObject: { kind: 'method', since: 'WordApi 1.4', call: (self, key: string) => self.getItem(key) },
  },
  collection: { items: (self) => self.items, getItem: (self, key) => self.getItem(key) },
});
