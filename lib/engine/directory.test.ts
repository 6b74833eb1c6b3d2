import { expect, test } from "vitest";
import { managerOf } from "./directory";
import { ada, ben, directoryOf, disabled, idOf } from "./testing/cast";

test("APP-31 the manager is found unless there is none, it is the person, or the account is disabled or gone", () => {
  expect(managerOf(directoryOf(), ada.id)?.id).toBe(ben.id);
  expect(managerOf(directoryOf([{ ...ada, managerId: null }]), ada.id)).toBeNull();
  expect(managerOf(directoryOf([{ ...ada, managerId: ada.id }]), ada.id)).toBeNull();
  expect(managerOf(directoryOf([disabled(ben)]), ada.id)).toBeNull();
  expect(managerOf(directoryOf([{ ...ada, managerId: idOf(1) }]), ada.id)).toBeNull();
  expect(managerOf(directoryOf(), idOf(1))).toBeNull();
});
