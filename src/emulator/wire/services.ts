import { declareApi } from '../richapi/object-model.ts';

/** Services that office.js itself calls over the rich API, in every application. */

/** Told once that the add-in's command handlers are there. */
export class AddinInternalService {
  isReady = false;
}

/** Shows and hides the pane (`Office.addin.showAsTaskpane`, `hide`). */
export class AppRuntimeService {
  readonly #setVisible: (visible: boolean) => void;
  #state = 'Visible';

  constructor(setVisible: (visible: boolean) => void) {
    this.#setVisible = setVisible;
  }

  get state(): string {
    return this.#state;
  }

  setState(state: string): void {
    this.#state = state;
    this.#setVisible(state === 'Visible');
  }
}

/** Keeps the start-up behaviour that `Office.addin.setStartupBehavior` sets. */
export class AppRuntimePersistenceService {
  startState = 'Inactive';
}

/** `Office.ribbon.requestUpdate`: enables and disables the add-in's buttons. */
export class DynamicRibbon {
  readonly #update: (update: unknown) => void;

  constructor(update: (update: unknown) => void) {
    this.#update = update;
  }

  update(value: string): void {
    this.#update(JSON.parse(value) as unknown);
  }
}

declareApi(AddinInternalService, {
  name: 'Office.AddinInternalService',
  members: {
    notifyActionHandlerReady: {
      kind: 'method',
      since: 'AppRuntime 1.0',
      call: (self) => {
        self.isReady = true;
      },
    },
  },
});
declareApi(AppRuntimeService, {
  name: 'Office.AppRuntimeService',
  members: {
    setAppRuntimeState: {
      kind: 'method',
      since: 'SharedRuntime 1.1',
      call: (self, state: string) => self.setState(state),
    },
    getAppRuntimeState: { kind: 'method', since: 'SharedRuntime 1.1', call: (self) => self.state },
  },
});
declareApi(AppRuntimePersistenceService, {
  name: 'Office.AppRuntimePersistenceService',
  members: {
    setAppRuntimeStartState: {
      kind: 'method',
      since: 'SharedRuntime 1.1',
      call: (self, state: string) => {
        self.startState = state;
      },
    },
    getAppRuntimeStartState: { kind: 'method', since: 'SharedRuntime 1.1', call: (self) => self.startState },
  },
});
declareApi(DynamicRibbon, {
  name: 'Office.DynamicRibbon',
  members: {
    executeRequestUpdate: {
      kind: 'method',
      since: 'RibbonApi 1.1',
      call: (self, update: string) => self.update(update),
    },
  },
});

export interface ServiceCallbacks {
  readonly setPaneVisible: (visible: boolean) => void;
  readonly updateRibbon: (update: unknown) => void;
}

/** The services by the names that office.js creates them with. */
export function officeServices(callbacks: ServiceCallbacks): Readonly<Record<string, () => object>> {
  const runtime = new AppRuntimeService(callbacks.setPaneVisible);
  const persistence = new AppRuntimePersistenceService();
  return {
    'Microsoft.InternalService.AddinInternalService': () => new AddinInternalService(),
    'Microsoft.AppRuntime.AppRuntimeService': () => runtime,
    'Microsoft.AppRuntime.AppRuntimePersistenceService': () => persistence,
    'Microsoft.DynamicRibbon.DynamicRibbon': () => new DynamicRibbon(callbacks.updateRibbon),
  };
}
