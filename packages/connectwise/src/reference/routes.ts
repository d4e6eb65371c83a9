// Generated from the vendor's contract by tooling/scripts/src/connectwise-catalogue.ts; not to be edited.

/** A line a route: path, verbs, answer, body, own parameters; separated by tabs. */
export const routes: string = `/company/addressFormats	get,post	[AddressFormat]	AddressFormat
/company/addressFormats/{id}	get,put,patch,delete	AddressFormat	AddressFormat
/company/communicationTypes	get,post	[CommunicationType]	CommunicationType
/company/communicationTypes/{id}	get,put,patch,delete	CommunicationType	CommunicationType
/company/companies	get,post	[Company]	Company
/company/companies/default	get	Company
/company/companies/statuses	get,post	[CompanyStatus]	CompanyStatus
/company/companies/statuses/{id}	get,put,patch,delete	CompanyStatus	CompanyStatus
/company/companies/types	get,post	[CompanyType]	CompanyType
/company/companies/types/{id}	get,put,patch,delete	CompanyType	CompanyType
/company/companies/{id}	get,put,patch,delete	Company	Company
/company/companies/{id}/merge	post	SuccessResponse	CompanyMerge
/company/companies/{parentId}/customStatusNotes	get,post	[CompanyCustomNote]	CompanyCustomNote
/company/companies/{parentId}/customStatusNotes/{id}	get,put,patch,delete	CompanyCustomNote	CompanyCustomNote
/company/companies/{parentId}/groups	get,post	[CompanyGroup]	CompanyGroup
/company/companies/{parentId}/groups/{id}	get,put,patch,delete	CompanyGroup	CompanyGroup
/company/companies/{parentId}/managementReportNotifications	get,post	[ManagementReportNotification]	ManagementReportNotification
/company/companies/{parentId}/managementReportNotifications/{id}	get,put,patch,delete	ManagementReportNotification	ManagementReportNotification
/company/companies/{parentId}/managementReportSetup	get,post	[ManagementReportSetup]	ManagementReportSetup
/company/companies/{parentId}/managementReportSetup/{id}	put,patch		ManagementReportSetup
/company/companies/{parentId}/managementSummaryReports	get,post	[CompanyManagementSummary]	CompanyManagementSummary
/company/companies/{parentId}/managementSummaryReports/{id}	get,put,patch,delete	CompanyManagementSummary	CompanyManagementSummary
/company/companies/{parentId}/notes	get,post	[CompanyNote]	CompanyNote
/company/companies/{parentId}/notes/{id}	get,put,patch,delete	CompanyNote	CompanyNote
/company/companies/{parentId}/sites	get,post	[CompanySite]	CompanySite
/company/companies/{parentId}/sites/{id}	get,put,patch,delete	CompanySite	CompanySite
/company/companies/{parentId}/teams	get,post	[CompanyTeam]	CompanyTeam
/company/companies/{parentId}/teams/{id}	get,put,patch,delete	CompanyTeam	CompanyTeam
/company/companies/{parentId}/tracks	get,post	[ContactTrack]	ContactTrack
/company/companies/{parentId}/tracks/{id}	get,delete	ContactTrack
/company/companies/{parentId}/typeAssociations	get,post	[CompanyCompanyTypeAssociation.CompanyTypeAssociation]	CompanyCompanyTypeAssociation.CompanyTypeAssociation
/company/companies/{parentId}/typeAssociations/{id}	get,put,patch,delete	CompanyCompanyTypeAssociation.CompanyTypeAssociation	CompanyCompanyTypeAssociation.CompanyTypeAssociation
/company/companyFinance/{id}	put		CompanyFinance
/company/companyPickerItems	get,post	[CompanyPickerItem]	CompanyPickerItem
/company/companyPickerItems/clear	post	ClearPickerRequest	ClearPickerRequest
/company/companyPickerItems/{id}	get,delete	CompanyPickerItem
/company/companyTypeAssociations	get,post	[Company.CompanyTypeAssociation]	Company.CompanyTypeAssociation
/company/companyTypeAssociations/{id}	get,put,patch,delete	Company.CompanyTypeAssociation	Company.CompanyTypeAssociation
/company/configurations	get,post	[Company.Configuration]	Company.Configuration	managedIdentifier
/company/configurations/bulk	post,put,delete	Company.Configuration	[Company.Configuration]
/company/configurations/statuses	get,post	[ConfigurationStatus]	ConfigurationStatus
/company/configurations/statuses/{id}	get,put,patch,delete	ConfigurationStatus	ConfigurationStatus
/company/configurations/types	get,post	[ConfigurationType]	ConfigurationType
/company/configurations/types/{grandparentId}/questions/{parentId}/values	get,post	[ConfigurationTypeQuestionValue]	ConfigurationTypeQuestionValue
/company/configurations/types/{grandparentId}/questions/{parentId}/values/{id}	get,put,patch,delete	ConfigurationTypeQuestionValue	ConfigurationTypeQuestionValue
/company/configurations/types/{id}	get,put,patch,delete	ConfigurationType	ConfigurationType
/company/configurations/types/{parentId}/questions	get,post	[ConfigurationTypeQuestion]	ConfigurationTypeQuestion
/company/configurations/types/{parentId}/questions/{id}	get,put,patch,delete	ConfigurationTypeQuestion	ConfigurationTypeQuestion
/company/configurations/{id}	get,put,patch,delete	Company.Configuration	Company.Configuration
/company/configurations/{id}/changeType	patch
/company/contactTypeAssociations	get,post	[Company.ContactTypeAssociation]	Company.ContactTypeAssociation
/company/contactTypeAssociations/{id}	get,put,patch,delete	Company.ContactTypeAssociation	Company.ContactTypeAssociation
/company/contacts	get,post	[Contact]	Contact
/company/contacts/default	get	Contact		companyId
/company/contacts/departments	get,post	[ContactDepartment]	ContactDepartment
/company/contacts/departments/{id}	get,put,patch,delete	ContactDepartment	ContactDepartment
/company/contacts/relationships	get,post	[ContactRelationship]	ContactRelationship
/company/contacts/relationships/{id}	get,put,patch,delete	ContactRelationship	ContactRelationship
/company/contacts/requestPassword	post		RequestPasswordRequest
/company/contacts/types	get,post	[ContactType]	ContactType
/company/contacts/types/{id}	get,put,patch,delete	ContactType	ContactType
/company/contacts/validatePortalCredentials	post	ValidatePortalResponse	ValidatePortalRequest
/company/contacts/{id}	get,put,patch,delete	Contact	Contact
/company/contacts/{id}/image	get			useDefaultFlag,lastModified
/company/contacts/{id}/portalSecurity	get	[PortalSecurity]
/company/contacts/{parentId}/communications	get,post	[ContactCommunication]	ContactCommunication
/company/contacts/{parentId}/communications/{id}	get,put,patch,delete	ContactCommunication	ContactCommunication
/company/contacts/{parentId}/groups	get,post	[ContactGroup]	ContactGroup
/company/contacts/{parentId}/groups/{id}	get,put,patch,delete	ContactGroup	ContactGroup
/company/contacts/{parentId}/notes	get,post	[ContactNote]	ContactNote
/company/contacts/{parentId}/notes/{id}	get,put,patch,delete	ContactNote	ContactNote
/company/contacts/{parentId}/tracks	get,post	[ContactTrack]	ContactTrack
/company/contacts/{parentId}/tracks/{id}	get,delete	ContactTrack
/company/contacts/{parentId}/typeAssociations	get,post	[ContactContactTypeAssociation.ContactTypeAssociation]	ContactContactTypeAssociation.ContactTypeAssociation
/company/contacts/{parentId}/typeAssociations/{id}	get,put,patch,delete	ContactContactTypeAssociation.ContactTypeAssociation	ContactContactTypeAssociation.ContactTypeAssociation
/company/countries	get,post	[Country]	Country
/company/countries/{id}	get,put,patch,delete	Country	Country
/company/entityTypes	get	[EntityType]
/company/entityTypes/{id}	get	EntityType
/company/managedDevicesIntegrations	get,post	[ManagedDevicesIntegration]	ManagedDevicesIntegration
/company/managedDevicesIntegrations/{id}	get,put,patch,delete	ManagedDevicesIntegration	ManagedDevicesIntegration
/company/managedDevicesIntegrations/{parentId}/crossReferences	get,post	[ManagedDevicesIntegrationCrossReference]	ManagedDevicesIntegrationCrossReference
/company/managedDevicesIntegrations/{parentId}/crossReferences/{id}	get,put,patch,delete	ManagedDevicesIntegrationCrossReference	ManagedDevicesIntegrationCrossReference
/company/managedDevicesIntegrations/{parentId}/logins	get,post	[ManagedDevicesIntegrationLogin]	ManagedDevicesIntegrationLogin
/company/managedDevicesIntegrations/{parentId}/logins/{id}	get,put,patch,delete	ManagedDevicesIntegrationLogin	ManagedDevicesIntegrationLogin
/company/managedDevicesIntegrations/{parentId}/notifications	get,post	[ManagedDevicesIntegrationNotification]	ManagedDevicesIntegrationNotification
/company/managedDevicesIntegrations/{parentId}/notifications/{id}	get,put,patch,delete	ManagedDevicesIntegrationNotification	ManagedDevicesIntegrationNotification
/company/management	get	[Management]
/company/management/{id}	get,put,patch	Management	Management
/company/management/{id}/executeManagedItSync	post	SuccessResponse
/company/management/{id}/log/download	get			filePath
/company/management/{id}/logs	get	[ManagementLogDocumentInfo]
/company/management/{parentId}/managementReportNotifications	get,post	[ManagementReportNotification]	ManagementReportNotification
/company/management/{parentId}/managementReportNotifications/{id}	get,put,patch,delete	ManagementReportNotification	ManagementReportNotification
/company/managementBackups	get,post	[ManagementBackup]	ManagementBackup
/company/managementBackups/{id}	get,put,patch,delete	ManagementBackup	ManagementBackup
/company/managementItSolutions	get,post	[ManagementItSolution]	ManagementItSolution
/company/managementItSolutions/{id}	get,put,patch,delete	ManagementItSolution	ManagementItSolution
/company/managementItSolutions/{parentId}/managementProducts	get,post	[ManagementItSolutionAgreementInterfaceParameter]	ManagementItSolutionAgreementInterfaceParameter
/company/managementItSolutions/{parentId}/managementProducts/{id}	get,put,patch,delete	ManagementItSolutionAgreementInterfaceParameter	ManagementItSolutionAgreementInterfaceParameter
/company/marketDescriptions	get,post	[MarketDescription]	MarketDescription
/company/marketDescriptions/{id}	get,put,patch,delete	MarketDescription	MarketDescription
/company/noteTypes	get,post	[CompanyNoteType]	CompanyNoteType
/company/noteTypes/{id}	get,put,patch,delete	CompanyNoteType	CompanyNoteType
/company/ownershipTypes	get,post	[OwnershipType]	OwnershipType
/company/ownershipTypes/{id}	get,put,patch,delete	OwnershipType	OwnershipType
/company/portalConfigurations	get,post	[PortalConfiguration]	PortalConfiguration
/company/portalConfigurations/copy	post	PortalConfiguration	PortalConfiguration
/company/portalConfigurations/invoiceSetup/paymentProcessors	get	[PortalConfigurationPaymentProcessor]
/company/portalConfigurations/invoiceSetup/paymentProcessors/{id}	get	PortalConfigurationPaymentProcessor
/company/portalConfigurations/{id}	get,put,patch,delete	PortalConfiguration	PortalConfiguration
/company/portalConfigurations/{parentId}/invoiceSetups	get	[PortalConfigurationInvoiceSetup]
/company/portalConfigurations/{parentId}/invoiceSetups/{id}	get,put,patch	PortalConfigurationInvoiceSetup	PortalConfigurationInvoiceSetup
/company/portalConfigurations/{parentId}/invoiceSetups/{id}/testTransaction	post	SuccessResponse	PortalConfigurationInvoiceSetup
/company/portalConfigurations/{parentId}/opportunitySetups	get,put,patch	[PortalConfigurationOpportunitySetup]	PortalConfigurationOpportunitySetup
/company/portalConfigurations/{parentId}/opportunitySetups/{id}	get,put,patch	PortalConfigurationOpportunitySetup	PortalConfigurationOpportunitySetup
/company/portalConfigurations/{parentId}/passwordEmailSetups	get	[PortalConfigurationPasswordEmailSetup]
/company/portalConfigurations/{parentId}/passwordEmailSetups/{id}	get,put,patch	PortalConfigurationPasswordEmailSetup	PortalConfigurationPasswordEmailSetup
/company/portalConfigurations/{parentId}/projectSetups	get	[PortalConfigurationProjectSetup]
/company/portalConfigurations/{parentId}/projectSetups/{id}	get,put,patch	PortalConfigurationProjectSetup	PortalConfigurationProjectSetup
/company/portalConfigurations/{parentId}/serviceSetups	get	[PortalConfigurationServiceSetup]
/company/portalConfigurations/{parentId}/serviceSetups/{id}	get,put,patch	PortalConfigurationServiceSetup	PortalConfigurationServiceSetup
/company/portalSecurityLevels	get	[PortalSecurityLevel]
/company/portalSecurityLevels/{id}	get,put,patch	PortalSecurityLevel	PortalSecurityLevel
/company/portalSecuritySettings	get	[PortalSecuritySetting]
/company/portalSecuritySettings/{id}	get,put,patch	PortalSecuritySetting	PortalSecuritySetting
/company/states	get,post	[State]	State
/company/states/{id}	get,put,patch,delete	State	State
/company/teamRoles	get,post	[TeamRole]	TeamRole
/company/teamRoles/{id}	get,put,patch,delete	TeamRole	TeamRole
/company/tracks	get,post	[Track]	Track
/company/tracks/{id}	get,put,patch,delete	Track	Track
/company/tracks/{parentId}/actions	get,post	[TrackAction]	TrackAction
/company/tracks/{parentId}/actions/{id}	get,put,patch,delete	TrackAction	TrackAction
/expense/classifications	get	[Classification]
/expense/classifications/{id}	get	Classification
/expense/entries	get,post	[ExpenseEntry]	ExpenseEntry
/expense/entries/{id}	get,put,patch,delete	ExpenseEntry	ExpenseEntry
/expense/entries/{parentId}/audits	get	[ExpenseEntryAudit]
/expense/entries/{parentId}/audits/{id}	get	ExpenseEntryAudit
/expense/paymentTypes	get,post	[PaymentType]	PaymentType
/expense/paymentTypes/{id}	get,put,patch,delete	PaymentType	PaymentType
/expense/reports	get	[ExpenseReport]
/expense/reports/{id}	get	ExpenseReport
/expense/reports/{id}/reverse	post	SuccessResponse
/expense/reports/{id}/submit	post	SuccessResponse
/expense/reports/{parentId}/audits	get	[ExpenseReportAudit]
/expense/reports/{parentId}/audits/{id}	get	ExpenseReportAudit
/expense/types	get,post	[ExpenseType]	ExpenseType
/expense/types/{id}	get,put,patch,delete	ExpenseType	ExpenseType
/finance/accounting/batches	get,post	[AccountingBatch]	CreateAccountingBatchRequest
/finance/accounting/batches/{id}	get,delete	AccountingBatch
/finance/accounting/batches/{id}/export	post	GLExport	ExportAccountingBatchRequest
/finance/accounting/batches/{parentId}/entries	get	[BatchEntry]
/finance/accounting/batches/{parentId}/entries/{id}	get	BatchEntry
/finance/accounting/export	post	GLExport	ExportAccountingBatchRequest
/finance/accounting/unpostedexpenses	get	[UnpostedExpense]
/finance/accounting/unpostedexpenses/{id}	get	UnpostedExpense
/finance/accounting/unpostedexpenses/{parentId}/taxableLevels	get	[UnpostedExpenseTaxableLevel]
/finance/accounting/unpostedexpenses/{parentId}/taxableLevels/{id}	get	UnpostedExpenseTaxableLevel
/finance/accounting/unpostedinvoices	get	[UnpostedInvoice]
/finance/accounting/unpostedinvoices/{id}	get	UnpostedInvoice
/finance/accounting/unpostedinvoices/{parentId}/taxableLevels	get	[UnpostedInvoiceTaxableLevel]
/finance/accounting/unpostedinvoices/{parentId}/taxableLevels/{id}	get	UnpostedInvoiceTaxableLevel
/finance/accounting/unpostedprocurement	get	[UnpostedProcurement]
/finance/accounting/unpostedprocurement/{id}	get	UnpostedProcurement
/finance/accounting/unpostedprocurement/{parentId}/taxableLevels	get	[UnpostedProcurementTaxableLevel]
/finance/accounting/unpostedprocurement/{parentId}/taxableLevels/{id}	get	UnpostedProcurementTaxableLevel
/finance/accountingPackageSetup	get	[AccountingPackageSetup]
/finance/accountingPackageSetup/{id}	get,put,patch	AccountingPackageSetup	AccountingPackageSetup
/finance/accountingPackages	get	[AccountingPackage]
/finance/accountingPackages/{id}	get	AccountingPackage
/finance/agreementTypes/{parentId}/boardDefaults	get,post	[AgreementTypeBoardDefault]	AgreementTypeBoardDefault
/finance/agreementTypes/{parentId}/boardDefaults/{id}	get,put,patch,delete	AgreementTypeBoardDefault	AgreementTypeBoardDefault
/finance/agreementTypes/{parentId}/workRoleExclusions	get,post	[AgreementTypeWorkRoleExclusion]	AgreementTypeWorkRoleExclusion
/finance/agreementTypes/{parentId}/workRoleExclusions/{id}	get,delete	AgreementTypeWorkRoleExclusion
/finance/agreementTypes/{parentId}/workTypeExclusions	get,post	[AgreementTypeWorkTypeExclusion]	AgreementTypeWorkTypeExclusion
/finance/agreementTypes/{parentId}/workTypeExclusions/{id}	get,delete	AgreementTypeWorkTypeExclusion
/finance/agreementTypes/{parentId}/workroles	get,post	[AgreementTypeWorkRole]	AgreementTypeWorkRole
/finance/agreementTypes/{parentId}/workroles/{id}	get,put,patch,delete	AgreementTypeWorkRole	AgreementTypeWorkRole
/finance/agreementTypes/{parentId}/worktypes	get,post	[AgreementTypeWorkType]	AgreementTypeWorkType
/finance/agreementTypes/{parentId}/worktypes/{id}	get,put,patch,delete	AgreementTypeWorkType	AgreementTypeWorkType
/finance/agreements	get,post	[Agreement]	Agreement
/finance/agreements/types	get,post	[AgreementType]	AgreementType
/finance/agreements/types/{id}	get,put,patch,delete	AgreementType	AgreementType
/finance/agreements/{id}	get,put,patch,delete	Agreement	Agreement
/finance/agreements/{parentId}/additions	get,post	[Addition]	Addition
/finance/agreements/{parentId}/additions/{id}	get,put,patch,delete	Addition	Addition
/finance/agreements/{parentId}/adjustments	get,post	[Agreement.Adjustment]	Agreement.Adjustment
/finance/agreements/{parentId}/adjustments/{id}	get,put,patch,delete	Agreement.Adjustment	Agreement.Adjustment
/finance/agreements/{parentId}/boardDefaults	get,post	[BoardDefault]	BoardDefault
/finance/agreements/{parentId}/boardDefaults/{id}	get,put,patch,delete	BoardDefault	BoardDefault
/finance/agreements/{parentId}/configurations	get,post	[ConfigurationReference]	ConfigurationReference
/finance/agreements/{parentId}/configurations/{id}	get,delete	ConfigurationReference
/finance/agreements/{parentId}/sites	get,post	[AgreementSite]	AgreementSite
/finance/agreements/{parentId}/sites/{id}	get,put,patch,delete	AgreementSite	AgreementSite
/finance/agreements/{parentId}/workRoleExclusions	get,post	[AgreementWorkRoleExclusion]	AgreementWorkRoleExclusion
/finance/agreements/{parentId}/workRoleExclusions/{id}	delete
/finance/agreements/{parentId}/workTypeExclusions	get,post	[AgreementWorkTypeExclusion]	AgreementWorkTypeExclusion
/finance/agreements/{parentId}/workTypeExclusions/{id}	delete
/finance/agreements/{parentId}/workroles	get,post	[AgreementWorkRole]	AgreementWorkRole
/finance/agreements/{parentId}/workroles/{id}	get,put,patch,delete	AgreementWorkRole	AgreementWorkRole
/finance/agreements/{parentId}/worktypes	get,post	[AgreementWorkType]	AgreementWorkType
/finance/agreements/{parentId}/worktypes/{id}	get,put,patch,delete	AgreementWorkType	AgreementWorkType
/finance/batchSetups	get	[AgreementBatchSetup]
/finance/batchSetups/{id}	get,put,patch	AgreementBatchSetup	AgreementBatchSetup
/finance/billingCycles	get,post	[BillingCycle]	BillingCycle
/finance/billingCycles/{id}	get,put,patch,delete	BillingCycle	BillingCycle
/finance/billingSetups	get,post	[BillingSetup]	BillingSetup
/finance/billingSetups/{id}	get,put,patch,delete	BillingSetup	BillingSetup
/finance/billingSetups/{parentId}/routings	get,post	[BillingSetupRouting]	BillingSetupRouting
/finance/billingSetups/{parentId}/routings/{id}	get,put,patch,delete	BillingSetupRouting	BillingSetupRouting
/finance/billingStatuses	get,post	[BillingStatus]	BillingStatus
/finance/billingStatuses/{id}	get,put,patch,delete	BillingStatus	BillingStatus
/finance/billingTerms	get,post	[BillingTerm]	BillingTerm
/finance/billingTerms/{id}	get,put,patch,delete	BillingTerm	BillingTerm
/finance/closedInvoices/{id}	put,patch		ClosedInvoice
/finance/companyFinance/	get	[CompanyFinance]
/finance/companyFinance/{id}	get,patch	CompanyFinance
/finance/currencies	get,post	[Finance.Currency]	Finance.Currency
/finance/currencies/{id}	get,put,patch,delete	Finance.Currency	Finance.Currency
/finance/deliveryMethods	get,post	[DeliveryMethod]	DeliveryMethod
/finance/deliveryMethods/{id}	get,put,patch,delete	DeliveryMethod	DeliveryMethod
/finance/glAccounts	get,post	[GLAccount]	GLAccount
/finance/glAccounts/mappedTypes	get	[MappedType]
/finance/glAccounts/{id}	get,put,patch,delete	GLAccount	GLAccount
/finance/glCaptions	get	[GLCaption]
/finance/glCaptions/{id}	get,put,patch	GLCaption	GLCaption
/finance/glpaths	get,post	[GLPath]	GLPath
/finance/glpaths/{id}	get,put,patch,delete	GLPath	GLPath
/finance/invoiceEmailTemplates	get,post	[InvoiceEmailTemplate]	InvoiceEmailTemplate
/finance/invoiceEmailTemplates/{id}	get,put,patch,delete	InvoiceEmailTemplate	InvoiceEmailTemplate
/finance/invoiceTemplateSetups	get	[InvoiceTemplateSetup]
/finance/invoiceTemplateSetups/{id}	get	InvoiceTemplateSetup
/finance/invoiceTemplates	get,post	[InvoiceTemplate]	InvoiceTemplate
/finance/invoiceTemplates/{id}	get,put,patch,delete	InvoiceTemplate	InvoiceTemplate
/finance/invoices	get,post	[Invoice]	Invoice
/finance/invoices/{id}	get,put,patch,delete	Invoice	Invoice
/finance/invoices/{id}/pdf	get
/finance/invoices/{parentId}/payments	get,post	[Payment]	Payment
/finance/invoices/{parentId}/payments/{id}	get,put,patch,delete	Payment	Payment
/finance/taxCodes	get,post	[TaxCode]	TaxCode
/finance/taxCodes/{grandparentId}/expenseTypeExemptions/{parentId}/taxableExpenseTypeLevels	get,post	[TaxableExpenseTypeLevel]	TaxableExpenseTypeLevel
/finance/taxCodes/{grandparentId}/expenseTypeExemptions/{parentId}/taxableExpenseTypeLevels/{id}	get,put,patch,delete	TaxableExpenseTypeLevel	TaxableExpenseTypeLevel
/finance/taxCodes/{grandparentId}/productTypeExemptions/{parentId}/taxableProductTypeLevels	get,post	[TaxableProductTypeLevel]	TaxableProductTypeLevel
/finance/taxCodes/{grandparentId}/productTypeExemptions/{parentId}/taxableProductTypeLevels/{id}	get,put,patch,delete	TaxableProductTypeLevel	TaxableProductTypeLevel
/finance/taxCodes/{grandparentId}/taxCodeXRefs/{parentId}/taxableXRefLevels	get,post	[TaxableXRefLevel]	TaxableXRefLevel
/finance/taxCodes/{grandparentId}/taxCodeXRefs/{parentId}/taxableXRefLevels/{id}	get,put,patch,delete	TaxableXRefLevel	TaxableXRefLevel
/finance/taxCodes/{grandparentId}/workRoleExemptions/{parentId}/taxableWorkRoleLevels	get,post	[TaxableWorkRoleLevel]	TaxableWorkRoleLevel
/finance/taxCodes/{grandparentId}/workRoleExemptions/{parentId}/taxableWorkRoleLevels/{id}	get,put,patch,delete	TaxableWorkRoleLevel	TaxableWorkRoleLevel
/finance/taxCodes/{id}	get,put,patch,delete	TaxCode	TaxCode
/finance/taxCodes/{id}/copy	post	TaxCode
/finance/taxCodes/{parentId}/expenseTypeExemptions	get,post	[ExpenseTypeExemption]	ExpenseTypeExemption
/finance/taxCodes/{parentId}/expenseTypeExemptions/{id}	get,put,patch,delete	ExpenseTypeExemption	ExpenseTypeExemption
/finance/taxCodes/{parentId}/productTypeExemptions	get,post	[ProductTypeExemption]	ProductTypeExemption
/finance/taxCodes/{parentId}/productTypeExemptions/{id}	get,put,patch,delete	ProductTypeExemption	ProductTypeExemption
/finance/taxCodes/{parentId}/taxCodeLevels	get,post	[TaxCodeLevel]	TaxCodeLevel
/finance/taxCodes/{parentId}/taxCodeLevels/{id}	get,put,patch,delete	TaxCodeLevel	TaxCodeLevel
/finance/taxCodes/{parentId}/taxCodeXRefs	get,post	[TaxCodeXRef]	TaxCodeXRef
/finance/taxCodes/{parentId}/taxCodeXRefs/{id}	get,put,patch,delete	TaxCodeXRef	TaxCodeXRef
/finance/taxCodes/{parentId}/workRoleExemptions	get,post	[WorkRoleExemption]	WorkRoleExemption
/finance/taxCodes/{parentId}/workRoleExemptions/{id}	get,put,patch,delete	WorkRoleExemption	WorkRoleExemption
/finance/taxIntegrations	get	[TaxIntegration]
/finance/taxIntegrations/{id}	get,put,patch	TaxIntegration	TaxIntegration
/marketing/campaigns	get,post	[Campaign]	Campaign
/marketing/campaigns/statuses	get,post	[CampaignStatus]	CampaignStatus
/marketing/campaigns/statuses/{id}	get,put,patch,delete	CampaignStatus	CampaignStatus
/marketing/campaigns/subTypes	get,post	[Campaign.SubType.CampaignSubType]	Campaign.SubType.CampaignSubType
/marketing/campaigns/subTypes/{id}	get,put,patch,delete	Campaign.SubType.CampaignSubType	Campaign.SubType.CampaignSubType
/marketing/campaigns/types	get,post	[CampaignType]	CampaignType
/marketing/campaigns/types/{id}	get,put,patch,delete	CampaignType	CampaignType
/marketing/campaigns/types/{parentId}/subTypes	get	[Type.SubType.CampaignSubType]
/marketing/campaigns/types/{parentId}/subTypes/{id}	get	Type.SubType.CampaignSubType
/marketing/campaigns/{id}	get,put,patch,delete	Campaign	Campaign
/marketing/campaigns/{id}/activities	get	[ActivityReference]
/marketing/campaigns/{id}/opportunities	get	[OpportunityReference]
/marketing/campaigns/{parentId}/audits	get,post	[CampaignAudit]	CampaignAudit
/marketing/campaigns/{parentId}/audits/{id}	get,put,patch,delete	CampaignAudit	CampaignAudit
/marketing/campaigns/{parentId}/emailsOpened	get,post	[EmailOpened]	EmailOpened
/marketing/campaigns/{parentId}/emailsOpened/{id}	get,put,patch,delete	EmailOpened	EmailOpened
/marketing/campaigns/{parentId}/formsSubmitted	get,post	[FormSubmitted]	FormSubmitted
/marketing/campaigns/{parentId}/formsSubmitted/{id}	get,put,patch,delete	FormSubmitted	FormSubmitted
/marketing/campaigns/{parentId}/linksClicked	get,post	[LinkClicked]	LinkClicked
/marketing/campaigns/{parentId}/linksClicked/{id}	get,put,patch,delete	LinkClicked	LinkClicked
/marketing/groups	get,post	[Group]	Group
/marketing/groups/{id}	get,put,patch,delete	Group	Group
/marketing/groups/{parentId}/companies	get,post	[MarketingCompany]	MarketingCompany
/marketing/groups/{parentId}/companies/{id}	get,put,patch,delete	MarketingCompany	MarketingCompany
/marketing/groups/{parentId}/contacts	get,post	[MarketingContact]	MarketingContact
/marketing/groups/{parentId}/contacts/{id}	get,put,patch,delete	MarketingContact	MarketingContact
/procurement/RMADispositions	get,post	[RmaDisposition]	RmaDisposition
/procurement/RMADispositions/{id}	get,put,patch,delete	RmaDisposition	RmaDisposition
/procurement/adjustments	get,post	[ProcurementAdjustment]	ProcurementAdjustment
/procurement/adjustments/types	get,post	[AdjustmentType]	AdjustmentType
/procurement/adjustments/types/{id}	get,put,patch,delete	AdjustmentType	AdjustmentType
/procurement/adjustments/{id}	get,put,patch,delete	ProcurementAdjustment	ProcurementAdjustment
/procurement/adjustments/{parentId}/details	get,post	[AdjustmentDetail]	AdjustmentDetail
/procurement/adjustments/{parentId}/details/{id}	get,delete	AdjustmentDetail
/procurement/catalog	get,post	[CatalogItem]	CatalogItem
/procurement/catalog/{catalogItemIdentifier}/quantityOnHand	get	Count		warehouseBinId
/procurement/catalog/{id}	get,put,patch,delete	CatalogItem	CatalogItem
/procurement/catalog/{id}/pricing	post	CatalogPricing	CatalogPricing
/procurement/catalog/{parentId}/components	get,post	[CatalogComponent]	CatalogComponent
/procurement/catalog/{parentId}/components/{id}	get,put,patch,delete	CatalogComponent	CatalogComponent
/procurement/catalog/{parentId}/inventory	get	[CatalogInventory]
/procurement/catalog/{parentId}/inventory/{id}	get	CatalogInventory
/procurement/catalog/{parentId}/minimumStockByWarehouse	get,post	[MinimumStockByWarehouse]	MinimumStockByWarehouse
/procurement/catalog/{parentId}/minimumStockByWarehouse/{id}	get,put,patch,delete	MinimumStockByWarehouse	MinimumStockByWarehouse
/procurement/categories	get,post	[Category]	Category
/procurement/categories/{id}	get,put,patch,delete	Category	Category
/procurement/categories/{parentId}/subcategories/	get,post	[LegacySubCategory]	LegacySubCategory
/procurement/categories/{parentId}/subcategories/{id}	get,put,patch,delete	LegacySubCategory	LegacySubCategory
/procurement/manufacturers	get,post	[Manufacturer]	Manufacturer
/procurement/manufacturers/{id}	get,put,patch,delete	Manufacturer	Manufacturer
/procurement/onhandserialnumbers	get	[OnHandSerialNumber]
/procurement/onhandserialnumbers/{id}	get	OnHandSerialNumber
/procurement/pricingschedules	get,post	[PricingSchedule]	PricingSchedule
/procurement/pricingschedules/{grandparentId}/details/{parentId}/breaks	get,post	[PricingBreak]	PricingBreak
/procurement/pricingschedules/{grandparentId}/details/{parentId}/breaks/{id}	get,put,patch,delete	PricingBreak	PricingBreak
/procurement/pricingschedules/{id}	get,put,patch,delete	PricingSchedule	PricingSchedule
/procurement/pricingschedules/{parentId}/details	get,post	[PricingDetail]	PricingDetail
/procurement/pricingschedules/{parentId}/details/{id}	get,put,patch,delete	PricingDetail	PricingDetail
/procurement/products	get,post	[ProductItem]	ProductItem
/procurement/products/{id}	get,put,patch,delete	ProductItem	ProductItem
/procurement/products/{id}/detach	post	ProductDetach	ProductDetach
/procurement/products/{parentId}/components	get,post	[ProductComponent]	ProductComponent
/procurement/products/{parentId}/components/{id}	get,put,patch,delete	[ProductComponent]	ProductComponent
/procurement/products/{parentId}/pickingShippingDetails	get,post	[ProductPickingShippingDetail]	ProductPickingShippingDetail
/procurement/products/{parentId}/pickingShippingDetails/{id}	get,put,patch,delete	[ProductPickingShippingDetail]	ProductPickingShippingDetail
/procurement/purchaseorders	get,post	[PurchaseOrder]	PurchaseOrder
/procurement/purchaseorders/{id}	get,put,patch,delete	PurchaseOrder	PurchaseOrder
/procurement/purchaseorders/{parentId}/lineitems	get,post	[PurchaseOrderLineItem]	PurchaseOrderLineItem
/procurement/purchaseorders/{parentId}/lineitems/bulk	post,put,delete	BulkResult	[PurchaseOrderLineItem]
/procurement/purchaseorders/{parentId}/lineitems/{id}	get,put,patch,delete	PurchaseOrderLineItem	PurchaseOrderLineItem
/procurement/purchaseorderstatuses	get,post	[PurchaseOrderStatus]	PurchaseOrderStatus
/procurement/purchaseorderstatuses/{id}	get,put,patch,delete	PurchaseOrderStatus	PurchaseOrderStatus
/procurement/purchaseorderstatuses/{parentId}/emailtemplates/	get,post	[PurchaseOrderStatusEmailTemplate]	PurchaseOrderStatusEmailTemplate
/procurement/purchaseorderstatuses/{parentId}/emailtemplates/{id}	get,put,patch,delete	PurchaseOrderStatusEmailTemplate	PurchaseOrderStatusEmailTemplate
/procurement/purchaseorderstatuses/{parentId}/notifications	get,post	[PurchaseOrderStatusNotification]	PurchaseOrderStatusNotification
/procurement/purchaseorderstatuses/{parentId}/notifications/{id}	get,put,patch,delete	PurchaseOrderStatusNotification	PurchaseOrderStatusNotification
/procurement/purchasingDemands	post	PurchasingDemand	PurchasingDemand
/procurement/rmaActions	get,post	[RmaAction]	RmaAction
/procurement/rmaActions/{id}	get,put,patch,delete	RmaAction	RmaAction
/procurement/rmaStatuses	get,post	[RmaStatus]	RmaStatus
/procurement/rmaStatuses/{id}	get,put,patch,delete	RmaStatus	RmaStatus
/procurement/rmaStatuses/{parentId}/emailTemplates/	get	[RmaStatusEmailTemplate]
/procurement/rmaStatuses/{parentId}/emailtemplates/	post	RmaStatusEmailTemplate	RmaStatusEmailTemplate
/procurement/rmaStatuses/{parentId}/emailtemplates/{id}	get,put,patch,delete	RmaStatusEmailTemplate	RmaStatusEmailTemplate
/procurement/rmaStatuses/{parentId}/notifications	get,post	[RmaStatusNotification]	RmaStatusNotification
/procurement/rmaStatuses/{parentId}/notifications/{id}	get,put,patch,delete	RmaStatusNotification	RmaStatusNotification
/procurement/rmaTags	get,post	[RmaTag]	RmaTag
/procurement/rmaTags/default	get	RmaTag		productId,billingLogId,ticketId,projectId,salesOrderId,companyId
/procurement/rmaTags/{id}	get,put,patch,delete	RmaTag	RmaTag
/procurement/settings	get	[ProcurementSetting]
/procurement/settings/{id}	get,put,patch	ProcurementSetting	ProcurementSetting
/procurement/shipmentmethods	get,post	[ShipmentMethod]	ShipmentMethod
/procurement/shipmentmethods/{id}	get,put,patch,delete	ShipmentMethod	ShipmentMethod
/procurement/subcategories/	get,post	[SubCategory]	SubCategory
/procurement/subcategories/{id}	get,put,patch,delete	SubCategory	SubCategory
/procurement/types	get,post	[ProductType]	ProductType
/procurement/types/{id}	get,put,patch,delete	ProductType	ProductType
/procurement/unitOfMeasures	get,post	[UnitOfMeasure]	UnitOfMeasure
/procurement/unitOfMeasures/{id}	get,put,patch,delete	UnitOfMeasure	UnitOfMeasure
/procurement/unitOfMeasures/{parentId}/conversions	get,post	[Conversion]	Conversion
/procurement/unitOfMeasures/{parentId}/conversions/{id}	get,put,patch,delete	Conversion	Conversion
/procurement/warehouseBins	get,post	[WarehouseBin]	WarehouseBin
/procurement/warehouseBins/{id}	get,put,patch,delete	WarehouseBin	WarehouseBin
/procurement/warehouseBins/{parentId}/inventoryOnHand	get	[InventoryOnHand]
/procurement/warehouseBins/{parentId}/inventoryOnHand/{id}	get	InventoryOnHand
/procurement/warehouses	get,post	[Warehouse]	Warehouse
/procurement/warehouses/{id}	get,put,patch,delete	Warehouse	Warehouse
/project/boards/{grandparentId}/teams/{parentId}/members	get,post	[ProjectBoardTeamMember]	ProjectBoardTeamMember
/project/boards/{grandparentId}/teams/{parentId}/members/{id}	get,put,patch,delete	ProjectBoardTeamMember	ProjectBoardTeamMember
/project/boards/{parentId}/teams	get,post	[ProjectBoardTeam]	ProjectBoardTeam
/project/boards/{parentId}/teams/{id}	get,put,patch,delete	ProjectBoardTeam	ProjectBoardTeam
/project/phaseStatuses	get,post	[PhaseStatus]	PhaseStatus
/project/phaseStatuses/{id}	get,put,patch,delete	PhaseStatus	PhaseStatus
/project/projectTypes	get,post	[ProjectType]	ProjectType
/project/projectTypes/{id}	get,put,patch,delete	ProjectType	ProjectType
/project/projects	get,post	[Project]	Project
/project/projects/{id}	get,put,patch,delete	Project	Project
/project/projects/{parentId}/contacts	get,post	[ProjectContact]	ProjectContact
/project/projects/{parentId}/contacts/{id}	get,delete	ProjectContact
/project/projects/{parentId}/notes	get,post	[ProjectNote]	ProjectNote
/project/projects/{parentId}/notes/{id}	get,put,patch,delete	ProjectNote	ProjectNote
/project/projects/{parentId}/phases	get,post	[ProjectPhase]	ProjectPhase
/project/projects/{parentId}/phases/{id}	get,put,patch,delete	ProjectPhase	ProjectPhase
/project/projects/{parentId}/teamMembers	get,post	[ProjectTeamMember]	ProjectTeamMember
/project/projects/{parentId}/teamMembers/{id}	get,put,patch,delete	ProjectTeamMember	ProjectTeamMember
/project/securityRoles	get,post	[ProjectSecurityRole]	ProjectSecurityRole
/project/securityRoles/{id}	get,put,patch,delete	ProjectSecurityRole	ProjectSecurityRole
/project/securityRoles/{parentId}/settings	get	[ProjectSecurityRoleSetting]
/project/securityRoles/{parentId}/settings/{id}	get,put,patch	ProjectSecurityRoleSetting	ProjectSecurityRoleSetting
/project/statusIndicators	get	[StatusIndicator]
/project/statusIndicators/{id}	get	StatusIndicator
/project/statuses	get,post	[ProjectStatus]	ProjectStatus
/project/statuses/{id}	get,put,patch,delete	ProjectStatus	ProjectStatus
/project/ticketNote/{id}/markAs/	post		ProjectTicketNote
/project/tickets	get,post	[ProjectTicket]	ProjectTicket
/project/tickets/search	post	[ProjectTicket]	FilterValues
/project/tickets/{id}	get,put,patch,delete	ProjectTicket	ProjectTicket
/project/tickets/{parentId}/activities	get	[ActivityReference]
/project/tickets/{parentId}/allNotes	get	[ProjectTicketNote]
/project/tickets/{parentId}/configurations	get,post	[ConfigurationReference]	ConfigurationReference
/project/tickets/{parentId}/configurations/{id}	get,delete	ConfigurationReference
/project/tickets/{parentId}/convert	post	SuccessResponse	ConvertItem
/project/tickets/{parentId}/documents	get	[DocumentReference]
/project/tickets/{parentId}/notes	get,post	[TicketNote]	TicketNote
/project/tickets/{parentId}/notes/{id}	get,put,patch,delete	TicketNote	TicketNote
/project/tickets/{parentId}/products	get	[ProductReference]
/project/tickets/{parentId}/scheduleentries	get	[ScheduleEntryReference]
/project/tickets/{parentId}/tasks	get,post	[TicketTask]	TicketTask
/project/tickets/{parentId}/tasks/{id}	get,put,patch,delete	TicketTask	TicketTask
/project/tickets/{parentId}/timeentries	get	[TimeEntryReference]
/sales/activities	get,post	[Activity]	Activity
/sales/activities/statuses	get,post	[ActivityStatus]	ActivityStatus
/sales/activities/statuses/{id}	get,put,patch,delete	ActivityStatus	ActivityStatus
/sales/activities/types	get,post	[ActivityType]	ActivityType
/sales/activities/types/{id}	get,put,patch,delete	ActivityType	ActivityType
/sales/activities/{id}	get,put,patch,delete	Activity	Activity
/sales/commissions	get,post	[Commission]	Commission
/sales/commissions/{id}	get,put,patch,delete	Commission	Commission
/sales/opportunities	get,post	[Opportunity]	Opportunity
/sales/opportunities/default	get	Opportunity
/sales/opportunities/ratings	get,post	[OpportunityRating]	OpportunityRating
/sales/opportunities/ratings/{id}	get,put,patch,delete	OpportunityRating	OpportunityRating
/sales/opportunities/statuses	get,post	[OpportunityStatus]	OpportunityStatus
/sales/opportunities/statuses/{id}	get,put,patch,delete	OpportunityStatus	OpportunityStatus
/sales/opportunities/types	get,post	[OpportunityType]	OpportunityType
/sales/opportunities/types/{id}	get,put,patch,delete	OpportunityType	OpportunityType
/sales/opportunities/{id}	get,put,patch,delete	Opportunity	Opportunity
/sales/opportunities/{id}/convertToAgreement	post	Agreement	OpportunityToAgreementConversion
/sales/opportunities/{id}/convertToProject	post	Project	OpportunityToProjectConversion
/sales/opportunities/{id}/convertToSalesOrder	post	Order	OpportunityToSalesOrderConversion
/sales/opportunities/{id}/convertToServiceTicket	post	Ticket	OpportunityToServiceTicketConversion
/sales/opportunities/{parentId}/contacts	get,post	[OpportunityContact]	OpportunityContact
/sales/opportunities/{parentId}/contacts/{id}	get,put,patch,delete	OpportunityContact	OpportunityContact
/sales/opportunities/{parentId}/forecast	get,post	[Forecast]	Forecast
/sales/opportunities/{parentId}/forecast/	put,patch,delete		Forecast
/sales/opportunities/{parentId}/forecast/copy/{id}	post	SuccessResponse
/sales/opportunities/{parentId}/forecast/{id}	get,post,put,patch,delete	ForecastItem	ForecastItem
/sales/opportunities/{parentId}/notes	get,post	[OpportunityNote]	OpportunityNote
/sales/opportunities/{parentId}/notes/{id}	get,put,patch,delete	OpportunityNote	OpportunityNote
/sales/opportunities/{parentId}/team	get,post	[Team]	Team
/sales/opportunities/{parentId}/team/{id}	get,put,patch,delete	Team	Team
/sales/orders	get,post	[Order]	Order
/sales/orders/statuses	get,post	[OrderStatus]	OrderStatus
/sales/orders/statuses/{id}	get,put,patch,delete	OrderStatus	OrderStatus
/sales/orders/statuses/{parentId}/emailtemplates/	get,post	[OrderStatusEmailTemplate]	OrderStatusEmailTemplate
/sales/orders/statuses/{parentId}/emailtemplates/{id}	get,put,patch,delete	OrderStatusEmailTemplate	OrderStatusEmailTemplate
/sales/orders/statuses/{parentId}/notifications	get,post	[OrderStatusNotification]	OrderStatusNotification
/sales/orders/statuses/{parentId}/notifications/{id}	get,put,patch,delete	OrderStatusNotification	OrderStatusNotification
/sales/orders/{id}	get,put,patch,delete	Order	Order
/sales/orders/{id}/convertToServiceTicket	post	Ticket
/sales/probabilities	get,post	[SalesProbability]	SalesProbability
/sales/probabilities/{id}	get,put,patch,delete	SalesProbability	SalesProbability
/sales/quotas	get,post	[SalesQuota]	SalesQuota
/sales/quotas/{id}	get,put,patch,delete	SalesQuota	SalesQuota
/sales/roles	get,post	[Role]	Role
/sales/roles/{id}	get,put,patch,delete	Role	Role
/sales/salesTeams	get,post	[SalesTeam]	SalesTeam
/sales/salesTeams/{id}	get,put,patch,delete	SalesTeam	SalesTeam
/sales/salesTeams/{parentId}/members	get,post	[SalesTeamMember]	SalesTeamMember
/sales/salesTeams/{parentId}/members/{id}	get,put,patch,delete	SalesTeamMember	SalesTeamMember
/sales/stages	get,post	[OpportunityStage]	OpportunityStage
/sales/stages/{id}	get,put,patch,delete	OpportunityStage	OpportunityStage
/schedule/calendars	get,post	[Calendar]	Calendar
/schedule/calendars/{id}	get,put,patch,delete	Calendar	Calendar
/schedule/calendars/{id}/copy	post	Calendar
/schedule/colors	get	[ScheduleColor]
/schedule/colors/reset	post	[ScheduleColor]
/schedule/colors/{id}	get,put,patch	ScheduleColor	ScheduleColor
/schedule/colors/{id}/clear	post	ScheduleColor
/schedule/details	get	[ScheduleEntryDetail]
/schedule/details/{id}	get	ScheduleEntryDetail
/schedule/entries	get,post	[ScheduleEntry]	ScheduleEntry
/schedule/entries/{id}	get,put,patch,delete	ScheduleEntry	ScheduleEntry
/schedule/entries/{parentId}/details	get	[ScheduleDetail]
/schedule/entries/{parentId}/details/{id}	get	ScheduleDetail
/schedule/holidayLists	get,post	[HolidayList]	HolidayList
/schedule/holidayLists/copy	post	HolidayList	HolidayList
/schedule/holidayLists/{id}	get,put,patch,delete	HolidayList	HolidayList
/schedule/holidayLists/{parentId}/holidays	get,post	[Holiday]	Holiday
/schedule/holidayLists/{parentId}/holidays/{id}	get,put,patch,delete	Holiday	Holiday
/schedule/portalcalendars	get	[PortalCalendar]
/schedule/portalcalendars/{id}	get,put,patch	PortalCalendar	PortalCalendar
/schedule/reminderTimes	get	[ScheduleReminderTime]
/schedule/reminderTimes/{id}	get,put,patch	ScheduleReminderTime	ScheduleReminderTime
/schedule/statuses	get,post	[ScheduleStatus]	ScheduleStatus
/schedule/statuses/{id}	get,put,patch,delete	ScheduleStatus	ScheduleStatus
/schedule/types	get,post	[ScheduleType]	ScheduleType
/schedule/types/{id}	get,put,patch,delete	ScheduleType	ScheduleType
/service/SLAs	get,post	[SLA]	SLA
/service/SLAs/{id}	get,put,patch,delete	SLA	SLA
/service/SLAs/{parentId}/priorities	get,post	[SLAPriority]	SLAPriority
/service/SLAs/{parentId}/priorities/{id}	get,put,patch,delete	SLAPriority	SLAPriority
/service/boards	get,post	[Board]	Board
/service/boards/copy	post	Board	BoardCopy
/service/boards/{grandparentId}/items/{parentId}/associations	get	[BoardItemAssociation]
/service/boards/{grandparentId}/items/{parentId}/associations/{id}	get,put,patch	BoardItemAssociation	BoardItemAssociation
/service/boards/{grandparentId}/statuses/{parentId}/notifications	get,post	[BoardStatusNotification]	BoardStatusNotification
/service/boards/{grandparentId}/statuses/{parentId}/notifications/{id}	get,put,patch,delete	BoardStatusNotification	BoardStatusNotification
/service/boards/{id}	get,put,patch,delete	Board	Board
/service/boards/{parentId}/autoAssignResources	get,post	[BoardAutoAssignResource]	BoardAutoAssignResource
/service/boards/{parentId}/autoAssignResources/{id}	get,put,patch,delete	BoardAutoAssignResource	BoardAutoAssignResource
/service/boards/{parentId}/autoTemplates	get,post	[BoardAutoTemplate]	BoardAutoTemplate
/service/boards/{parentId}/autoTemplates/{id}	get,put,patch,delete	BoardAutoTemplate	BoardAutoTemplate
/service/boards/{parentId}/excludedMembers	get,post	[BoardExcludedMember]	BoardExcludedMember
/service/boards/{parentId}/excludedMembers/{id}	get,delete	BoardExcludedMember
/service/boards/{parentId}/items	get,post	[BoardItem]	BoardItem
/service/boards/{parentId}/items/{id}	get,put,patch,delete	BoardItem	BoardItem
/service/boards/{parentId}/notifications	get,post	[BoardNotification]	BoardNotification
/service/boards/{parentId}/notifications/{id}	get,put,patch,delete	BoardNotification	BoardNotification
/service/boards/{parentId}/statuses	get,post	[BoardStatus]	BoardStatus
/service/boards/{parentId}/statuses/{id}	get,put,patch,delete	BoardStatus	BoardStatus
/service/boards/{parentId}/subtypes	get,post	[BoardSubType]	BoardSubType
/service/boards/{parentId}/subtypes/{id}	get,put,patch,delete	BoardSubType	BoardSubType
/service/boards/{parentId}/teams	get,post	[BoardTeam]	BoardTeam
/service/boards/{parentId}/teams/{id}	get,put,patch,delete	BoardTeam	BoardTeam
/service/boards/{parentId}/typeSubTypeItemAssociations	get	[BoardTypeSubTypeItemAssociation]
/service/boards/{parentId}/typeSubTypeItemAssociations/{id}	get	BoardTypeSubTypeItemAssociation
/service/boards/{parentId}/types	get,post	[BoardType]	BoardType
/service/boards/{parentId}/types/{id}	get,put,patch,delete	BoardType	BoardType
/service/codes	get,post	[Code]	Code
/service/codes/{id}	get,put,patch,delete	Code	Code
/service/emailTemplates	get,post	[ServiceEmailTemplate]	ServiceEmailTemplate
/service/emailTemplates/{id}	get,put,patch,delete	ServiceEmailTemplate	ServiceEmailTemplate
/service/impacts	get	[Impact]
/service/impacts/{id}	get,put,patch	Impact	Impact
/service/knowledgeBaseArticles	get,post	[KnowledgeBaseArticle]	KnowledgeBaseArticle
/service/knowledgeBaseArticles/{id}	get,put,patch,delete	KnowledgeBaseArticle	KnowledgeBaseArticle
/service/knowledgeBaseCategories	get,post	[KnowledgeBaseCategory]	KnowledgeBaseCategory
/service/knowledgeBaseCategories/{id}	get,put,patch,delete	KnowledgeBaseCategory	KnowledgeBaseCategory
/service/knowledgeBaseSubCategories	get,post	[KnowledgeBaseSubCategory]	KnowledgeBaseSubCategory
/service/knowledgeBaseSubCategories/{id}	get,put,patch,delete	KnowledgeBaseSubCategory	KnowledgeBaseSubCategory
/service/knowledgebasesettings	get,post	KnowledgeBaseSettings	KnowledgeBaseSettings
/service/knowledgebasesettings/{id}	get,put,patch	KnowledgeBaseSettings	KnowledgeBaseSettings
/service/locations	get,post	[ServiceLocation]	ServiceLocation
/service/locations/{id}	get,put,patch,delete	ServiceLocation	ServiceLocation
/service/priorities	get,post	[Priority]	Priority
/service/priorities/{id}	get,put,patch,delete	Priority	Priority
/service/priorities/{id}/image	get			useDefaultFlag,lastModified
/service/serviceSignoff	get,post	[ServiceSignoff]	ServiceSignoff
/service/serviceSignoff/{id}	get,put,patch,delete	ServiceSignoff	ServiceSignoff
/service/severities	get	[Severity]
/service/severities/{id}	get,put,patch	Severity	Severity
/service/sources	get,post	[Source]	Source
/service/sources/{id}	get,put,patch,delete	Source	Source
/service/surveys	get,post	[ServiceSurvey]	ServiceSurvey
/service/surveys/{grandparentId}/questions/{parentId}/options	get,post	[SurveyOption]	SurveyOption
/service/surveys/{grandparentId}/questions/{parentId}/options/{id}	get,put,patch,delete	SurveyOption	SurveyOption
/service/surveys/{id}	get,put,patch,delete	ServiceSurvey	ServiceSurvey
/service/surveys/{id}/copy	post	ServiceSurvey
/service/surveys/{parentId}/questions	get,post	[ServiceSurveyQuestion]	ServiceSurveyQuestion
/service/surveys/{parentId}/questions/{id}	get,put,patch,delete	ServiceSurveyQuestion	ServiceSurveyQuestion
/service/surveys/{parentId}/questions/{id}/copy	post	ServiceSurveyQuestion
/service/surveys/{parentId}/results	get,post	[SurveyResult]	SurveyResult
/service/surveys/{parentId}/results/{id}	get,put,patch,delete	SurveyResult	SurveyResult
/service/teamMembers	post	TeamMember	TeamMember
/service/teams	get	[ServiceTeam]
/service/teams/{id}	get	ServiceTeam
/service/templates	get	[ServiceTemplate]
/service/templates/{id}	get	ServiceTemplate
/service/templates/{id}/generate	post	TemplateGeneratedCountsModel
/service/ticketLinks	get,post	[ServiceTicketLink]	ServiceTicketLink
/service/ticketLinks/{id}	get,put,patch,delete	ServiceTicketLink	ServiceTicketLink
/service/ticketSyncs	get,post	[TicketSync]	TicketSync
/service/ticketSyncs/{id}	get,put,patch,delete	TicketSync	TicketSync
/service/tickets	get,post	[Ticket]	Ticket
/service/tickets/search	post	[Ticket]	FilterValues
/service/tickets/{id}	get,put,patch,delete	Ticket	Ticket
/service/tickets/{parentId}/activities	get	[ActivityReference]
/service/tickets/{parentId}/allNotes	get	[ServiceTicketNote]
/service/tickets/{parentId}/attachChildren	post	SuccessResponse	TicketBundle
/service/tickets/{parentId}/configurations	get,post	[ConfigurationReference]	ConfigurationReference
/service/tickets/{parentId}/configurations/{id}	get,delete	ConfigurationReference
/service/tickets/{parentId}/convert	post	SuccessResponse	ConvertToProject
/service/tickets/{parentId}/documents	get	[DocumentReference]
/service/tickets/{parentId}/merge	post	SuccessResponse	TicketMerge
/service/tickets/{parentId}/notes	get,post	[ServiceNote]	ServiceNote
/service/tickets/{parentId}/notes/{id}	get,put,patch,delete	ServiceNote	ServiceNote
/service/tickets/{parentId}/products	get	[ProductReference]
/service/tickets/{parentId}/scheduleentries	get	[ScheduleEntryReference]
/service/tickets/{parentId}/tasks	get,post	[Task]	Task
/service/tickets/{parentId}/tasks/{id}	get,put,patch,delete	Task	Task
/service/tickets/{parentId}/timeentries	get	[TimeEntryReference]
/system/AllowedFileTypes/	post	AllowedFileType	AllowedFileType
/system/allowedfiletypes/	get	[AllowedFileType]
/system/allowedfiletypes/{id}	get,put,patch,delete	AllowedFileType	AllowedFileType
/system/allowedorigins	get,post	[AllowedOrigin]	AllowedOrigin
/system/allowedorigins/{id}	get,put,patch,delete	AllowedOrigin	AllowedOrigin
/system/apiMembers	get,post	[ApiMember]	ApiMember
/system/apiMembers/default	get	ApiMember
/system/apiMembers/{id}	get,put,patch	ApiMember	ApiMember
/system/audittrail	get	[AuditTrailEntry]		getRequest
/system/authAnvils	get	[AuthAnvil]
/system/authAnvils/testConnection	get	SuccessResponse
/system/authAnvils/{id}	get,put,patch	AuthAnvil	AuthAnvil
/system/autoSyncTime	get,post	[AutoSyncTime]	AutoSyncTime
/system/autoSyncTime/{id}	get,put,patch,delete	AutoSyncTime	AutoSyncTime
/system/bundles	post	BundleResultsCollection	BundleRequestsCollection
/system/callbacks	get,post	[CallbackEntry]	CallbackEntry
/system/callbacks/{id}	get,put,patch,delete	CallbackEntry	CallbackEntry
/system/certifications	get,post	[Certification]	Certification
/system/certifications/{id}	get,put,patch,delete	Certification	Certification
/system/connectWiseHostedScreens	get	[ConnectWiseHostedScreen]
/system/connectWiseHostedScreens/{id}	get	ConnectWiseHostedScreen
/system/connectwisehostedsetups	get,post	[ConnectWiseHostedSetup]	ConnectWiseHostedSetup
/system/connectwisehostedsetups/{id}	get,put,patch,delete	ConnectWiseHostedSetup	ConnectWiseHostedSetup
/system/customReports	get,post	[CustomReport]	CustomReport
/system/customReports/{id}	get,put,patch,delete	CustomReport	CustomReport
/system/customReports/{parentId}/parameters	get,post	[CustomReportParameter]	CustomReportParameter
/system/customReports/{parentId}/parameters/{id}	get,put,patch,delete	CustomReportParameter	CustomReportParameter
/system/cwTimeZones	get	[CwTimeZone]
/system/cwTimeZones/{id}	get	CwTimeZone
/system/departments	get,post	[Department]	Department
/system/departments/{id}	get,put,patch,delete	Department	Department
/system/departments/{parentId}/locations	get,post	[DepartmentLocation]	DepartmentLocation
/system/departments/{parentId}/locations/{id}	get,put,patch,delete	DepartmentLocation	DepartmentLocation
/system/documents	get,post	[DocumentInfo]	DocumentFormData	recordId,recordType
/system/documents/uploadsample	get
/system/documents/{id}	get,post,delete	DocumentInfo
/system/documents/{id}/download	get			lastModified
/system/documents/{id}/thumbnail	get			lastModified
/system/ePayConfigurations	get,post	[EPayConfiguration]	EPayConfiguration
/system/ePayConfigurations/{id}	get,put,patch,delete	EPayConfiguration	EPayConfiguration
/system/emailConnectors	get,post	[EmailConnector]	EmailConnector
/system/emailConnectors/info	get	[EmailConnectorInfo]
/system/emailConnectors/{grandparentId}/parsingStyles/{parentId}/parsingRules	get,post	[EmailConnectorParsingRule]	EmailConnectorParsingRule
/system/emailConnectors/{grandparentId}/parsingStyles/{parentId}/parsingRules/{id}	get,put,patch,delete	EmailConnectorParsingRule	EmailConnectorParsingRule
/system/emailConnectors/{id}	get,put,patch,delete	EmailConnector	EmailConnector
/system/emailConnectors/{parentId}/parsingStyles	get,post	[EmailConnectorParsingStyle]	EmailConnectorParsingStyle
/system/emailConnectors/{parentId}/parsingStyles/{id}	get,put,patch,delete	EmailConnectorParsingStyle	EmailConnectorParsingStyle
/system/emailExclusions	get,post	[EmailExclusion]	EmailExclusion
/system/emailExclusions/{id}	get,put,patch,delete	EmailExclusion	EmailExclusion
/system/emailTokens	get	[EmailToken]
/system/emailTokens/{id}	get	EmailToken
/system/experiments	get	[Experiment]
/system/experiments/{id}	get	Experiment
/system/fileuploadsettings/	get	[FileUploadSetting]
/system/fileuploadsettings/{id}	get,put,patch	FileUploadSetting	FileUploadSetting
/system/googleemailsetup/	get,post	[GoogleEmailSetup]	GoogleEmailSetup
/system/googleemailsetup/{id}	get,put,patch,delete	GoogleEmailSetup	GoogleEmailSetup
/system/googleemailsetup/{id}/testConnection	post	SuccessResponse
/system/imaps	get,post	[Imap]	Imap
/system/imaps/info	get	[ImapInfo]
/system/imaps/{id}	get,put,patch,delete	Imap	Imap
/system/importMassMaintenance/{id}	post	ImportMassMaintenance
/system/inOutBoards	get,post	[InOutBoard]	InOutBoard
/system/inOutBoards/{id}	get,put,patch,delete	InOutBoard	InOutBoard
/system/inOutTypes	get,post	[InOutType]	InOutType
/system/inOutTypes/info	get	[InOutTypeInfo]
/system/inOutTypes/{id}	get,put,patch,delete	InOutType	InOutType
/system/info	get	Info
/system/integratorTags	get,post	[IntegratorTag]	IntegratorTag
/system/integratorTags/{id}	get,put,patch,delete	IntegratorTag	IntegratorTag
/system/integratorlogins	get,post	[IntegratorLogin]	IntegratorLogin
/system/integratorlogins/{id}	get,put,patch,delete	IntegratorLogin	IntegratorLogin
/system/kpiCategories	get	[KPICategory]
/system/kpiCategories/{id}	get	KPICategory
/system/kpis	get	[KPI]
/system/kpis/{id}	get	KPI
/system/ldapConfigurations	get,post	[LdapConfiguration]	LdapConfiguration
/system/ldapConfigurations/info	get	[LdapConfigurationInfo]
/system/ldapConfigurations/testLink	post	SuccessResponse	LdapConfigurationTestLink
/system/ldapConfigurations/{id}	get,put,patch,delete	LdapConfiguration	LdapConfiguration
/system/links	get,post	[Link]	Link
/system/links/{id}	get,put,patch,delete	Link	Link
/system/locations	get,post	[Location]	Location
/system/locations/{id}	get,put,patch,delete	Location	Location
/system/locations/{parentId}/departments	get	[LocationDepartment]
/system/locations/{parentId}/departments/{id}	get	LocationDepartment
/system/locations/{parentId}/workRoles	get	[LocationWorkRole]
/system/locations/{parentId}/workRoles/{id}	get	LocationWorkRole
/system/managementNetworkSecurities	get,post	[ManagementNetworkSecurity]	ManagementNetworkSecurity
/system/managementNetworkSecurities/{id}	get,put,patch,delete	ManagementNetworkSecurity	ManagementNetworkSecurity
/system/managementNetworkSecurities/{id}/testCredentials	get	SuccessResponse
/system/marketplaceimport/getdefinition/{id}	get	MarketplaceImport
/system/marketplaceimport/import	post	MarketplaceImport	MarketplaceImport
/system/members	get,post	[Member]	Member
/system/members/types	get,post	[MemberType]	MemberType
/system/members/types/{id}	get,put,patch,delete	MemberType	MemberType
/system/members/withSso	get	[Member]
/system/members/{id}	get,put,patch	Member	Member
/system/members/{id}/deactivate	post	MemberDeactivation	MemberDeactivation
/system/members/{id}/image	get			useDefaultFlag,lastmodified
/system/members/{id}/linkSsoUser	post	SuccessResponse	MemberLinkSsoUser
/system/members/{id}/submit	post	SuccessResponse	MemberSsoToken
/system/members/{id}/unlinkSsoUser	post	SuccessResponse
/system/members/{id}/unusedTimeSheets	delete
/system/members/{memberIdentifier}/tokens	post	Token
/system/members/{parentId}/accruals	get,post	[MemberAccrual]	MemberAccrual
/system/members/{parentId}/accruals/{id}	get,put,patch,delete	MemberAccrual	MemberAccrual
/system/members/{parentId}/certifications	get,post	[MemberCertification]	MemberCertification
/system/members/{parentId}/certifications/{id}	get,put,patch,delete	MemberCertification	MemberCertification
/system/members/{parentId}/delegations	get,post	[MemberDelegation]	MemberDelegation
/system/members/{parentId}/delegations/{id}	get,put,patch,delete	MemberDelegation	MemberDelegation
/system/members/{parentId}/managedDeviceAccounts	get	[ManagedDeviceAccount]
/system/members/{parentId}/managedDeviceAccounts/bulk	put,delete		[ManagedDeviceAccount]
/system/members/{parentId}/mycertifications	get,post	[MemberCertification]	MemberCertification
/system/members/{parentId}/mycertifications/{id}	get,put,patch,delete	MemberCertification	MemberCertification
/system/members/{parentId}/notificationSettings	get,post	[MemberNotificationSetting]	MemberNotificationSetting
/system/members/{parentId}/notificationSettings/{id}	get,put,patch,delete	MemberNotificationSetting	MemberNotificationSetting
/system/members/{parentId}/personas	get	[MemberPersona]
/system/members/{parentId}/personas/{id}	get	MemberPersona
/system/members/{parentId}/skills	get,post	[MemberSkill]	MemberSkill
/system/members/{parentId}/skills/{id}	get,put,patch,delete	MemberSkill	MemberSkill
/system/menuEntries/{parentId}/locations	get,post	[MenuEntryLocation]	MenuEntryLocation
/system/menuEntries/{parentId}/locations/{id}	get,delete	MenuEntryLocation
/system/menuentries	get,post	[MenuEntry]	MenuEntry
/system/menuentries/{id}	get,put,patch,delete	MenuEntry	MenuEntry
/system/menuentries/{id}/image	get,post			lastmodified,largeFlag
/system/myAccount/{id}	get,put,patch	MyAccount	MyAccount
/system/myAccount/{parentId}/delegations	get,post	[MemberDelegation]	MemberDelegation
/system/myAccount/{parentId}/delegations/{id}	get,put,patch,delete	MemberDelegation	MemberDelegation
/system/myAccount/{parentId}/skills	get,post	[MemberSkill]	MemberSkill
/system/myAccount/{parentId}/skills/{id}	get,put,patch,delete	MemberSkill	MemberSkill
/system/myCompany/corporateStructure	get	[CorporateStructure]
/system/myCompany/corporateStructure/{id}	get,put,patch	CorporateStructure	CorporateStructure
/system/myCompany/corporateStructureLevels	get	[CorporateStructureLevel]
/system/myCompany/corporateStructureLevels/{id}	get	CorporateStructureLevel
/system/myCompany/crm	get	[Crm]
/system/myCompany/crm/{id}	get,put,patch	Crm	Crm
/system/myCompany/other	get	[Other]
/system/myCompany/other/{id}	get,put,patch	Other	Other
/system/myCompany/timeExpense	get	[TimeExpense]
/system/myCompany/timeExpense/{id}	get,put,patch	TimeExpense	TimeExpense
/system/myMembers	get	MyMember
/system/myMembers/info	get	MyMemberInfo
/system/mySecurity	get	[MySecurity]
/system/mySecurity/customizeItems/	get	[MySecurityCustomizeItem]
/system/mycompany/documents	get	[DocumentSetup]
/system/mycompany/documents/{id}	get,put,patch	DocumentSetup	DocumentSetup
/system/mycompany/reportingServices	get	[ReportingService]
/system/mycompany/reportingServices/{id}	get,put,patch	ReportingService	ReportingService
/system/mycompany/reportingServices/{id}/testConnection	post	SuccessResponse
/system/mycompany/services	get	[Service]
/system/mycompany/services/{id}	get,put,patch	Service	Service
/system/notificationRecipients	get	[NotificationRecipient]
/system/notificationRecipients/{id}	get	NotificationRecipient
/system/office365/emailSetups	get,post	[Office365EmailSetup]	Office365EmailSetup
/system/office365/emailSetups/{id}	get,put,patch,delete	Office365EmailSetup	Office365EmailSetup
/system/office365/emailSetups/{id}/authorize	post	SuccessResponse
/system/office365/emailSetups/{id}/testConnection	post	SuccessResponse
/system/osgradeweights	get	[OsGradeWeight]
/system/osgradeweights/{id}	get,put,patch	OsGradeWeight	OsGradeWeight
/system/parsingTypes	get	[ParsingType]
/system/parsingTypes/{id}	get	ParsingType
/system/parsingVariables	get	[ParsingVariable]
/system/parsingVariables/{id}	get	ParsingVariable
/system/portalReports	get,post	[PortalReport]	PortalReport
/system/portalReports/{id}	get,put,patch,delete	PortalReport	PortalReport
/system/quoteLinkSetup	get,post	[QuoteLink]	QuoteLink
/system/quoteLinkSetup/testConnection	get	SuccessResponse		url
/system/quoteLinkSetup/{id}	get,put,patch,delete	QuoteLink	QuoteLink
/system/reportCards	get,post	[ReportCard]	ReportCard
/system/reportCards/info	get	[ReportCardInfo]
/system/reportCards/{id}	get,put,patch,delete	ReportCard	ReportCard
/system/reportCards/{parentId}/details	get,post	[ReportCardDetail]	ReportCardDetail
/system/reportCards/{parentId}/details/{id}	get,put,patch,delete	ReportCardDetail	ReportCardDetail
/system/reports	get	[Report]
/system/reports/{reportName}	get	ReportDataResponse
/system/reports/{reportName}/columns	get	[]
/system/securityRoles/{parentId}/settings	get	[SecurityRoleSetting]
/system/securityRoles/{parentId}/settings/{id}	get	SecurityRoleSetting
/system/securityroles	get,post	[SecurityRole]	SecurityRole
/system/securityroles/info	get	[SecurityRoleInfo]
/system/securityroles/{id}	get,delete	SecurityRole
/system/settings	get	[SystemSetting]
/system/settings/{id}	get,put,patch	SystemSetting	SystemSetting
/system/setupScreens	get	[SetupScreen]
/system/setupScreens/{id}	get	SetupScreen
/system/skillCategories	get,post	[SkillCategory]	SkillCategory
/system/skillCategories/{id}	get,put,patch,delete	SkillCategory	SkillCategory
/system/skills	get,post	[Skill]	Skill
/system/skills/info	get	[SkillInfo]
/system/skills/{id}	get,put,patch,delete	Skill	Skill
/system/ssoConfigurations	get,post	[SsoConfiguration]	SsoConfiguration
/system/ssoConfigurations/{id}	get,put,patch,delete	SsoConfiguration	SsoConfiguration
/system/ssoConfigurations/{id}/registertoken	post	SsoConfiguration	SsoConfiguration
/system/ssoConfigurations/{id}/submitmembers	post	SsoConfiguration	SsoConfiguration
/system/ssoUsers	get	[SsoUser]
/system/ssoUsers/{externalId}	get	SsoUser
/system/standardNotes	get,post	[StandardNote]	StandardNote
/system/standardNotes/{id}	get,put,patch,delete	StandardNote	StandardNote
/system/surveys	get,post	[Survey]	Survey
/system/surveys/info	get	[SurveyInfo]
/system/surveys/{grandparentId}/questions/{parentId}/values	get,post	[SurveyQuestionValue]	SurveyQuestionValue
/system/surveys/{grandparentId}/questions/{parentId}/values/{id}	get,put,patch,delete	SurveyQuestionValue	SurveyQuestionValue
/system/surveys/{id}	get,put,patch,delete	Survey	Survey
/system/surveys/{id}/copy	post	Survey
/system/surveys/{parentId}/questions	get,post	[SurveyQuestion]	SurveyQuestion
/system/surveys/{parentId}/questions/{id}	get,put,patch,delete	SurveyQuestion	SurveyQuestion
/system/timeZoneSetups	get,post	[TimeZoneSetup]	TimeZoneSetup
/system/timeZoneSetups/info	get	[TimeZoneSetupInfo]
/system/timeZoneSetups/{id}	get,put,patch,delete	TimeZoneSetup	TimeZoneSetup
/system/todayPageCategories	get,post	[TodayPageCategory]	TodayPageCategory
/system/todayPageCategories/{id}	get,put,patch,delete	TodayPageCategory	TodayPageCategory
/system/userDefinedFields	get,post	[UserDefinedField]	UserDefinedField
/system/userDefinedFields/info	get	[UserDefinedFieldInfo]
/system/userDefinedFields/{id}	get,put,patch,delete	UserDefinedField	UserDefinedField
/system/workflowActions/{parentId}/automateParameters	get,post	[WorkflowActionAutomateParameter]	WorkflowActionAutomateParameter
/system/workflowActions/{parentId}/automateParameters/{id}	get,put,patch,delete	WorkflowActionAutomateParameter	WorkflowActionAutomateParameter
/system/workflows	get,post	[Workflow]	Workflow
/system/workflows/tableTypes	get	[WorkflowTableType]
/system/workflows/tableTypes/{id}	get	WorkflowTableType
/system/workflows/userdefinedfields/actions/{parentId}	delete
/system/workflows/userdefinedfields/events/{grandparentId}	post	WorkflowActionUserDefinedField	WorkflowActionUserDefinedField
/system/workflows/userdefinedfields/events{grandparentId}/actions/{parentId}	get	[WorkflowActionUserDefinedField]
/system/workflows/userdefinedfields/{id}	put,patch		WorkflowActionUserDefinedField
/system/workflows/{grandparentId}/events/{parentId}/actions	get,post	[WorkflowAction]	WorkflowAction
/system/workflows/{grandparentId}/events/{parentId}/actions/{id}	get,put,patch,delete	WorkflowAction	WorkflowAction
/system/workflows/{grandparentId}/triggers/{parentId}/options	get	[WorkflowTriggerOption]
/system/workflows/{id}	get,put,patch,delete	Workflow	Workflow
/system/workflows/{id}/copy	post	Workflow
/system/workflows/{parentId}/attachments	get	[WorkflowAttachment]
/system/workflows/{parentId}/attachments/{id}	get	WorkflowAttachment
/system/workflows/{parentId}/events	get,post	[WorkflowEvent]	WorkflowEvent
/system/workflows/{parentId}/events/{id}	get,put,patch,delete	WorkflowEvent	WorkflowEvent
/system/workflows/{parentId}/events/{id}/copy	post	WorkflowEvent
/system/workflows/{parentId}/events/{id}/test	get	[]
/system/workflows/{parentId}/notifyTypes	get	[WorkflowNotifyType]
/system/workflows/{parentId}/notifyTypes/{id}	get	WorkflowNotifyType
/system/workflows/{parentId}/triggers	get	[WorkflowTrigger]
/time/accruals	get,post	[TimeAccrual]	TimeAccrual
/time/accruals/{id}	get,put,patch,delete	TimeAccrual	TimeAccrual
/time/accruals/{parentId}/details	get	[TimeAccrualDetail]
/time/accruals/{parentId}/details/	post	TimeAccrualDetail	TimeAccrualDetail
/time/accruals/{parentId}/details/{id}	get,put,patch,delete	TimeAccrualDetail	TimeAccrualDetail
/time/activitystopwatches	get,post	[ActivityStopwatch]	ActivityStopwatch
/time/activitystopwatches/{id}	get,put,patch,delete	ActivityStopwatch	ActivityStopwatch
/time/chargeCodes	get,post	[ChargeCode]	ChargeCode
/time/chargeCodes/{id}	get,put,patch,delete	ChargeCode	ChargeCode
/time/chargeCodes/{parentId}/expenseTypes	get,post	[ChargeCodeExpenseType]	ChargeCodeExpenseType
/time/chargeCodes/{parentId}/expenseTypes/{id}	get,put,patch,delete	ChargeCodeExpenseType	ChargeCodeExpenseType
/time/entries	get,post	[TimeEntry]	TimeEntry
/time/entries/defaults	post	TimeEntry	TimeEntry
/time/entries/{id}	get,put,patch,delete	TimeEntry	TimeEntry
/time/entries/{parentId}/audits	get	[TimeEntryAudit]
/time/entries/{parentId}/audits/{id}	get	TimeEntryAudit
/time/schedulestopwatches	get,post	[ScheduleStopwatch]	ScheduleStopwatch
/time/schedulestopwatches/{id}	get,put,patch,delete	ScheduleStopwatch	ScheduleStopwatch
/time/sheets	get	[TimeSheet]
/time/sheets/{id}	get	TimeSheet
/time/sheets/{id}/approve	post	SuccessResponse	TimeSheetTierUpdate
/time/sheets/{id}/reject	post	SuccessResponse
/time/sheets/{id}/reverse	post	SuccessResponse
/time/sheets/{id}/submit	post	SuccessResponse
/time/sheets/{parentId}/audits	get	[TimeSheetAudit]
/time/sheets/{parentId}/audits/{id}	get	TimeSheetAudit
/time/ticketstopwatches	get,post	[TicketStopwatch]	TicketStopwatch
/time/ticketstopwatches/{id}	get,put,patch,delete	TicketStopwatch	TicketStopwatch
/time/timePeriodSetups	get,post	[TimePeriodSetup]	TimePeriodSetup
/time/timePeriodSetups/default	get	TimePeriodSetupDefaults
/time/timePeriodSetups/{id}	get,put,patch,delete	TimePeriodSetup	TimePeriodSetup
/time/timePeriodSetups/{parentId}/periods	get	[TimePeriod]
/time/timePeriodSetups/{parentId}/periods/{id}	get	TimePeriod
/time/workRoles	get,post	[WorkRole]	WorkRole
/time/workRoles/{id}	get,put,patch,delete	WorkRole	WorkRole
/time/workRoles/{parentId}/locations	get,post	[WorkRoleLocation]	WorkRoleLocation
/time/workRoles/{parentId}/locations/{id}	get,put,patch,delete	WorkRoleLocation	WorkRoleLocation
/time/workTypes	get,post	[WorkType]	WorkType
/time/workTypes/{id}	get,put,patch,delete	WorkType	WorkType`;
