import { beforeAll, expect, it } from "vitest";
import { directoryResources } from "@/db/schema";
import type { DirectoryResourceId } from "@/lib/engine/ids";
import { finance, idOf } from "@/lib/engine/testing/cast";
import { type Example, Examples } from "@/lib/graph/testing/example";
import { ApiWorld } from "@/lib/graph/testing/world";
import { insertGroup } from "@/lib/services/testing/world";
import { testDatabase } from "@/lib/testing/database";

/** The calls that the reference pages of catalogs, their resources and resourceRequests print, in the order of a story. */
const test = testDatabase();
let examples: Examples;

const em = "/identityGovernance/entitlementManagement";
const catalogs = `${em}/catalogs`;
const catalog = `${catalogs}/{catalogId}`;
const requests = `${em}/resourceRequests`;
const environments = `${em}/resourceEnvironments`;
const application = idOf<DirectoryResourceId>(81);
const site = "https://contoso.sharepoint.com/sites/CSR";
const otherSite = "https://contoso.sharepoint.com/sites/Sales";

beforeAll(async () => {
  const world = await ApiWorld.begin(test);
  await insertGroup(test.db, finance, { name: "Sales staff" });
  const created = { description: "", createdAt: new Date("2025-01-01T00:00:00Z") };
  const online = { ...created, originSystem: "SharePointOnline" as const, roles: ["Visitors"] };
  await test.db.insert(directoryResources).values([
    {
      ...created,
      id: application,
      originSystem: "AadApplication",
      originId: "erp",
      displayName: "ERP",
      roles: ["Clerk"],
    },
    { ...online, id: idOf<DirectoryResourceId>(82), originId: site, displayName: "CSR" },
    { ...online, id: idOf<DirectoryResourceId>(83), originId: otherSite, displayName: "Sales" },
  ]);
  examples = new Examples(world);
});

const delivered = { id: expect.any(String), requestType: "adminAdd", state: "delivered" };
const post = (body: object): Example["call"] => ["POST", requests, body];
const inCatalog = { catalog: { id: "{catalogId}" } };

const question = (parts: object) => ({
  "@odata.type": "#microsoft.graph.accessPackageResourceAttributeQuestion",
  question: {
    "@odata.type": "#microsoft.graph.accessPackageTextInputQuestion",
    isRequired: true,
    sequence: 0,
    isSingleLineQuestion: true,
    ...parts,
  },
});
const attribute = (name: string, parts: object) => ({
  "@odata.type": "microsoft.graph.accessPackageResourceAttribute",
  name,
  isEditable: true,
  isPersistedOnAssignmentRemoval: true,
  destination: { "@odata.type": "#microsoft.graph.accessPackageUserDirectoryAttributeStore" },
  source: question(parts),
});

it.each<Example>([
  {
    of: "post",
    call: [
      "POST",
      catalogs,
      { displayName: "sales", description: "sales and partners", state: "published", isExternallyVisible: true },
    ],
    status: 201,
    answer: {
      displayName: "sales",
      description: "sales and partners",
      catalogType: "userManaged",
      state: "published",
      isExternallyVisible: true,
      createdDateTime: expect.any(String),
      modifiedDateTime: expect.any(String),
    },
    as: "catalogId",
  },
  {
    of: "post: with a capital, and a text for a boolean",
    call: ["POST", catalogs, { displayName: "drafts", state: "Unpublished", isExternallyVisible: "False" }],
    status: 201,
    answer: { state: "unpublished", isExternallyVisible: false },
    as: "drafts",
  },
  { of: "update", call: ["PATCH", catalog, { displayName: "Sales", isExternallyVisible: "false" }], status: 204 },
  {
    of: "update: what was read",
    call: [
      "PATCH",
      catalog,
      {
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#catalogs/$entity",
        id: "{catalogId}",
        displayName: "Sales",
        description: "sales and partners",
        catalogType: "UserManaged",
        state: "published",
        isExternallyVisible: false,
        createdDateTime: "2026-01-01T00:00:00Z",
        modifiedDateTime: "2026-01-01T00:00:00Z",
      },
    ],
    status: 204,
  },
  {
    of: "get",
    call: ["GET", catalog],
    status: 200,
    answer: { displayName: "Sales", isExternallyVisible: false, catalogType: "userManaged" },
  },
  {
    of: "list",
    call: ["GET", `${catalogs}?$filter=contains(tolower(displayName),'sale')&$expand=accessPackages`],
    status: 200,
    answer: { value: [{ id: "{catalogId}", accessPackages: [] }] },
  },
  { of: "delete", call: ["DELETE", `${catalogs}/{drafts}`], status: 204 },
  {
    of: "resourceRequests post: a group",
    call: post({
      requestType: "adminAdd",
      resource: { displayName: "Test group", originId: finance, originSystem: "AadGroup" },
      ...inCatalog,
    }),
    status: 201,
    answer: delivered,
  },
  {
    of: "resourceRequests post: a site",
    call: post({
      requestType: "adminAdd",
      resource: { originId: site, originSystem: "SharePointOnline" },
      ...inCatalog,
    }),
    status: 201,
    answer: delivered,
  },
  {
    of: "resourceRequests post: a site and where it is",
    call: post({
      "@odata.type": "#microsoft.graph.accessPackageResourceRequest",
      requestType: "AdminAdd",
      justification: "",
      resource: {
        "@odata.type": "microsoft.graph.accessPackageResource",
        displayName: "Sales",
        description: "Where sales is",
        originId: otherSite,
        originSystem: "SharePointOnline",
        environment: { originId: "https://contoso-admin.sharepoint.com/" },
      },
      ...inCatalog,
    }),
    status: 201,
    answer: delivered,
  },
  {
    of: "resourceRequests post: an application",
    call: post({
      requestType: "adminAdd",
      resource: { originId: application, originSystem: "AadApplication" },
      "catalog@odata.bind": `https://graph.microsoft.com/v1.0${catalog}`,
    }),
    status: 201,
    answer: delivered,
  },
  {
    of: "resourceRequests post: by the names of the beta version",
    call: post({
      requestType: "AdminRemove",
      catalogId: "{catalogId}",
      accessPackageResource: { originId: application, originSystem: "AadApplication" },
    }),
    status: 201,
    answer: { ...delivered, requestType: "adminRemove" },
  },
  {
    of: "resourceRequests post: with an attribute there cannot be, and nothing is added",
    call: post({
      requestType: "adminAdd",
      resource: {
        originId: application,
        originSystem: "AadApplication",
        attributes: [attribute("password", { text: "Password" })],
      },
      ...inCatalog,
    }),
    status: 400,
  },
  {
    of: "resourceRequests post: what was removed, with what it needs of profiles",
    call: post({
      requestType: "adminAdd",
      resource: {
        displayName: "ERP",
        description: "Example application",
        originId: application,
        originSystem: "AadApplication",
        attributes: [
          {
            attributeName: "country",
            attributeDefaultValue: null,
            isEditable: "true",
            attributeSource: question({ text: { defaultText: "Where?", localizedTexts: [] } }),
            attributeDestination: { "@odata.type": "#microsoft.graph.accessPackageUserDirectoryAttributeStore" },
          },
        ],
      },
      ...inCatalog,
    }),
    status: 201,
    answer: delivered,
  },
  {
    of: "list resources: with what they need",
    call: ["GET", `${catalog}/resources?$filter=originSystem eq 'AadApplication'`],
    status: 200,
    answer: { value: [{ originId: application, attributes: [{ name: "country", isEditable: true }] }] },
  },
  {
    of: "resourceRequests post: what is there already",
    call: post({ requestType: "adminAdd", resource: { originId: finance, originSystem: "AadGroup" }, ...inCatalog }),
    status: 400,
  },
  {
    of: "resourceRequests post: only to see whether it could be added, which the portal does not do",
    call: post({
      requestType: "adminAdd",
      isValidationOnly: true,
      resource: { originId: finance, originSystem: "AadGroup" },
      ...inCatalog,
    }),
    status: 400,
    answer: { error: { code: "NotSupported" } },
  },
  {
    of: "list resources",
    call: ["GET", `${catalog}/resources?$expand=scopes&$orderby=originSystem`],
    status: 200,
    answer: {
      value: expect.arrayContaining([
        expect.objectContaining({
          originId: application,
          scopes: [
            expect.objectContaining({
              displayName: "Root",
              description: "Root Scope",
              originId: application,
              originSystem: "AadApplication",
              isRootScope: true,
            }),
          ],
        }),
      ]),
    },
  },
  {
    of: "list resources: by what one is outside",
    call: ["GET", `${catalog}/resources?$expand=roles,scopes&$filter=originId eq '${finance}'`],
    status: 200,
    answer: {
      value: [
        {
          originId: finance,
          originSystem: "AadGroup",
          roles: [{ displayName: "Member", originId: `Member_${finance}` }, { displayName: "Owner" }],
          scopes: [{ originId: finance, isRootScope: true }],
        },
      ],
    },
    as: "group",
  },
  {
    of: "list resources: one",
    call: ["GET", `${catalog}/resources?$expand=roles,scopes,environment&$filter=id eq '{group}'`],
    status: 200,
    answer: { value: [{ id: "{group}" }] },
  },
  {
    of: "list resourceRoles",
    call: [
      "GET",
      `${catalog}/resourceRoles?$filter=(originSystem+eq+%27AadGroup%27+and+resource/id+eq+%27{group}%27)&$expand=resource`,
    ],
    status: 200,
    answer: {
      value: expect.arrayContaining([
        expect.objectContaining({
          displayName: "Member",
          originSystem: "AadGroup",
          resource: expect.objectContaining({ originId: finance }),
        }),
        expect.objectContaining({ displayName: "Owner" }),
      ]),
    },
  },
  {
    of: "list customWorkflowExtensions",
    call: ["GET", `${catalog}/customWorkflowExtensions`],
    status: 200,
    answer: { value: [] },
  },
  {
    of: "resourceRequests post: what a resource needs of profiles",
    call: post({
      requestType: "adminUpdate",
      resource: {
        id: "{group}",
        displayName: "Sales staff",
        description: "",
        originId: finance,
        originSystem: "AadGroup",
        attributes: [
          attribute("extension_2b676109c7c74ae2b41549205f1947ed_personalTitle", { text: "Title" }),
          attribute("jobTitle", {
            text: { defaultText: "What is your work?", localizedTexts: [{ text: "Was?", languageCode: "de" }] },
          }),
        ],
      },
      ...inCatalog,
    }),
    status: 201,
    answer: { ...delivered, requestType: "adminUpdate" },
  },
  {
    of: "get a resource: with what it needs",
    call: ["GET", `${catalog}/resources/{group}`],
    status: 200,
    answer: {
      attributes: [
        { name: "extension_2b676109c7c74ae2b41549205f1947ed_personalTitle", isEditable: true },
        {
          name: "jobTitle",
          source: { question: { text: "What is your work?", localizations: [{ languageCode: "de", text: "Was?" }] } },
        },
      ],
    },
  },
  {
    of: "resourceRequests post: one to remove",
    call: post({ requestType: "adminRemove", resource: { id: "{group}" } }),
    status: 201,
    answer: { ...delivered, requestType: "adminRemove" },
  },
  {
    of: "list resourceRequests",
    call: ["GET", `${requests}?$expand=catalog,resource&$filter=catalog/id eq '{catalogId}'&$top=1&$count=true`],
    status: 200,
    answer: {
      "@odata.count": 9,
      value: [{ catalog: { id: "{catalogId}" }, resource: { originSystem: expect.any(String) } }],
    },
  },
  { of: "delete: with resources and no packages", call: ["DELETE", catalog], status: 204 },
  {
    of: "list resourceEnvironments",
    call: ["GET", `${environments}?$filter=originSystem eq 'SharePointOnline'`],
    status: 200,
    answer: { "@odata.context": expect.stringContaining("resourceEnvironments"), value: [] },
  },
  {
    of: "list resourceEnvironments: without saying whose",
    call: ["GET", environments],
    status: 400,
    answer: { error: { message: expect.stringContaining("originSystem") } },
  },
  {
    of: "list resourceEnvironments: of something else",
    call: ["GET", `${environments}?$filter=displayName eq 'x'`],
    status: 400,
  },
  {
    of: "count resourceEnvironments",
    call: ["GET", `${environments}/$count?$filter=originSystem eq 'SharePointOnline' and isDefaultEnvironment eq true`],
    status: 200,
  },
  { of: "get a resourceEnvironment", call: ["GET", `${environments}/${idOf(3)}`], status: 404 },
])("$of", async (example) => {
  await examples.run(example);
});
