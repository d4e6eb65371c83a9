/** The time records: `name:kind` per field, `!` when it is required; kinds are explained in fields.ts. */
export const TIME: Readonly<Record<string, string>> = {
  TimeEntry: `
    company:rCompany chargeToId:i chargeToType:eServiceTicket|ProjectTicket|ChargeCode|Activity
    member:rMember locationId:i businessUnitId:i workType:rWorkType workRole:rWorkRole
    agreement:rAgreement timeStart!:d timeEnd:d hoursDeduct:n actualHours:n
    billableOption:eBillable|DoNotBill|NoCharge|NoDefault notes:s internalNotes:s
    addToDetailDescriptionFlag:b addToInternalAnalysisFlag:b addToResolutionFlag:b
    emailResourceFlag:b emailContactFlag:b emailCcFlag:b emailCc:s hoursBilled:n invoiceHours:n
    enteredBy:s dateEntered:d invoice:rInvoice mobileGuid:s hourlyRate:n overageRate:n
    agreementHours:n agreementAmount:n timeSheet:rTimeSheet
    status:eOpen|Rejected|PendingApproval|ErrorsCorrected|PendingProjectApproval|ApprovedByTierOne|RejectBySecondTier|ApprovedByTierTwo|ReadyToBill|Billed|WrittenOff|BilledAgreement
    ticket:rTicket project:rProject phase:rProjectPhase customFields:[oCustomFieldValue]
  `,
  TimeSheet: `
    member:rMember year:i period:i dateStart:d dateEnd:d
    status:eOpen|Rejected|PendingApproval|ErrorsCorrected|PendingProjectApproval|ApprovedByTierOne|RejectBySecondTier|ApprovedByTierTwo|ReadyToBill|Billed|WrittenOff|BilledAgreement
    hours:n deadline:d
  `,
  TimeSheetAudit: `
    member:rMember
    source:eNone|Member|API|Workflow|Portal|Mobile|Network|EmailConnector|MassMaintenance|Application|SystemAPI|Conversion
    type:eActivity|CloseDate|Company|Contact|Conversion|Document|Forecast|Note|Notes|Opportunity|Products|Stage|Status|Surveys|Team|Tracks|Configuration|ConfigurationQuestions|DeviceBackupDetails|Tickets|Subject|ActivityOverview|Schedule|Resources|ExpenseEntry|Member|Date|Classification|Amount|ExpenseType|WorkType|WorkRole|Mileage|Billing|ExpenseHeader|Project|TimeEntry|TicketStatus|DateTime|DeductHours|ActualHours|Invoice|CompanyFinance|Billable|SalesOrder|Shipping|Profile|Group|GroupContact|GroupCompany|Options|Site|Agreement|Addition|Adjustment|API|ProjectFinance|CompanyProfile|CompanyTeam|CompanyMgmt|InvoiceTotal|BillingInformation|ShippingInformation|BillingStatus|Location|Department|Territory|Payment|Credit|SubcontractorInformation|InvoicingParameters|ApplicationParameters|Finance|Invoicing|Email|Batching|KnowledgeBase|KbArticle|KnowledgeBaseApproval|KnowledgeBaseTicket|ManageNetwork|Tasks|CustomField|ScreenConnect|SLA|Ticket|Workflow|Record|CombinedTickets|Template|PurchaseOrder|Meeting|RmaOverview|ReturnedBy|PurchasedFromVendor|WarrantyVendor|RepairVendor|AdditionalDetails|TicketTemplate|AutoGeneration|TimeInternalNote|TimeDiscussion|TimeInternal|TimeResolution
    message:s oldValue:s newValue:s value:s
  `,
  TimeEntryAudit: `
    member:rMember
    source:eNone|Member|API|Workflow|Portal|Mobile|Network|EmailConnector|MassMaintenance|Application|SystemAPI|Conversion
    type:eActivity|CloseDate|Company|Contact|Conversion|Document|Forecast|Note|Notes|Opportunity|Products|Stage|Status|Surveys|Team|Tracks|Configuration|ConfigurationQuestions|DeviceBackupDetails|Tickets|Subject|ActivityOverview|Schedule|Resources|ExpenseEntry|Member|Date|Classification|Amount|ExpenseType|WorkType|WorkRole|Mileage|Billing|ExpenseHeader|Project|TimeEntry|TicketStatus|DateTime|DeductHours|ActualHours|Invoice|CompanyFinance|Billable|SalesOrder|Shipping|Profile|Group|GroupContact|GroupCompany|Options|Site|Agreement|Addition|Adjustment|API|ProjectFinance|CompanyProfile|CompanyTeam|CompanyMgmt|InvoiceTotal|BillingInformation|ShippingInformation|BillingStatus|Location|Department|Territory|Payment|Credit|SubcontractorInformation|InvoicingParameters|ApplicationParameters|Finance|Invoicing|Email|Batching|KnowledgeBase|KbArticle|KnowledgeBaseApproval|KnowledgeBaseTicket|ManageNetwork|Tasks|CustomField|ScreenConnect|SLA|Ticket|Workflow|Record|CombinedTickets|Template|PurchaseOrder|Meeting|RmaOverview|ReturnedBy|PurchasedFromVendor|WarrantyVendor|RepairVendor|AdditionalDetails|TicketTemplate|AutoGeneration|TimeInternalNote|TimeDiscussion|TimeInternal|TimeResolution
    message:s oldValue:s newValue:s value:s
  `,
  WorkRole: `
    name!:s50 hourlyRate:n integrationXref:s50 inactiveFlag:b addAllLocations:b
    removeAllLocations:b addAllAgreementExclusions:b locationIds:[n]
  `,
  WorkType: `
    name!:s50 billTime!:eBillable|DoNotBill|NoCharge rateType!:eAdjAmount|Custom|Multiplier
    rate!:n hoursMin:n hoursMax:n roundBillHoursTo:n accrualType:eHoliday|PTO|Sick|Vacation
    inactiveFlag:b overallDefaultFlag:b activityDefaultFlag:b utilizationFlag:b costMultiplier:n
    integrationXRef:s50 addAllAgreementExclusions:b
  `,
  ChargeCode: `
    name!:s50 company:rCompany location:rSystemLocation department:rSystemDepartment
    billTime:eBillable|DoNotBill|NoCharge|NoDefault expenseEntryFlag:b allowAllExpenseTypeFlag:b
    timeEntryFlag:b workType:rWorkType workRole:rWorkRole integrationXref:s50 expenseTypeIds:[n]
  `,
  TimePeriodSetup: `
    periodApplyTo!:eBoth|Expense|Time year!:i numberFuturePeriods!:i
    type!:eWeekly|BiWeekly|SemiMonthly|Monthly description:s100 firstPeriodEndDate!:d
    monthlyPeriodEnds:i semiMonthlyFirstPeriod:i semiMonthlySecondPeriod:i
    semiMonthlyLastDayFlag:b lastDayFlag:b daysPastEndDate!:i
  `,
  TimePeriod: `
    timePeriodSetup:rTimePeriodSetup period:i startDate:d endDate:d deadlineDate:d
  `,
  ScheduleEntry: `
    objectId:i name:s250 member:rMember where:rServiceLocation dateStart:d dateEnd:d
    reminder:rReminder status:rScheduleStatus type:rScheduleType span:rScheduleSpan doneFlag:b
    acknowledgedFlag:b ownerFlag:b meetingFlag:b allowScheduleConflictsFlag:b
    addMemberToProjectFlag:b projectRoleId:i mobileGuid:s acknowledgedDate:d closeDate:d hours:n
  `,
  ScheduleType: `
    name!:s50 identifier!:s1 chargeCode:rChargeCode where:rServiceLocation systemFlag:b
  `,
  ScheduleStatus: `
    name!:s30 defaultFlag:b showAsTentativeFlag:b
  `,
  Calendar: `
    name!:s holidayList:rHolidayList mondayStartTime:s mondayEndTime:s tuesdayStartTime:s
    tuesdayEndTime:s wednesdayStartTime:s wednesdayEndTime:s thursdayStartTime:s thursdayEndTime:s
    fridayStartTime:s fridayEndTime:s saturdayStartTime:s saturdayEndTime:s sundayStartTime:s
    sundayEndTime:s
  `,
  HolidayList: `
    name!:s50
  `,
  Holiday: `
    name!:s50 allDayFlag:b date!:d timeStart:d timeEnd:d holidayList:rHolidayList
  `,
  ScheduleReminderTime: `
    time:i name:s10 defaultFlag:b
  `,
  ScheduleDetail: `
    scheduleEntry:rScheduleEntry dateStart:d dateEnd:d member:rMember
  `,
  ExpenseEntry: `
    expenseReport:rExpenseReport company:rCompany chargeToId:i
    chargeToType:eServiceTicket|ProjectTicket|ChargeCode|Activity type:rExpenseType member:rMember
    paymentMethod:rPaymentMethod classification:rClassification amount!:n
    billableOption:eBillable|DoNotBill|NoCharge|NoDefault date!:d locationId:i businessUnitId:i
    notes:s agreement:rAgreement invoiceAmount:n mobileGuid:s taxes:[oExpenseTax] invoice:rInvoice
    currency:rCurrency
    status:eOpen|Rejected|PendingApproval|ErrorsCorrected|PendingProjectApproval|ApprovedByTierOne|RejectBySecondTier|ApprovedByTierTwo|ReadyToBill|Billed|WrittenOff|BilledAgreement
    billAmount:n agreementAmount:n odometerStart:n odometerEnd:n ticket:rTicket project:rProject
    phase:rProjectPhase customFields:[oCustomFieldValue]
  `,
  ExpenseType: `
    name!:s30 amountCaption!:s reimbursementRate:n
    billExpenses!:eBillable|DoNotBill|NoCharge|NoDefault invoiceMarkupOption!:eAmount|Mile|Percent
    invoiceMarkupAmount:n advancedAmountFlag:b mileageFlag:b quantityFlag:b inactiveFlag:b
    maxAmount:n integrationXRef:s50 defaultFlag:b
  `,
};
