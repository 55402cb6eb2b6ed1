Profile: ScCommunication
Parent: Communication
Id: sc-communication
Title: "Communication"
Description: "A question or an answer about a Task, between the two who hold it. Who sends it to whom is the server's to say; what it says lies in the vault."
* obeys sc-com-1
* status MS
* partOf 1..* MS
* partOf only Reference(Task)
* payload MS
* recipient MS
* recipient only Reference(Organization)
* sender MS
* sender only Reference(Organization)
* sent MS

Invariant: sc-com-1
Description: "A message says something, in words."
Severity: #error
Expression: "payload.exists() and payload.all(content is string)"

Profile: ScNotification
Parent: Bundle
Id: sc-notification
Title: "Notification"
Description: "Says that something has changed, and where to look: ids only."
* obeys sc-not-1 and sc-not-2
* type = #history
* timestamp MS
* entry 1..* MS

Invariant: sc-not-1
Description: "A notification begins with its status and carries no other resource."
Severity: #error
Expression: "entry.first().resource.is(Parameters) and entry.skip(1).resource.empty()"

Invariant: sc-not-2
Description: "What is named is named by an address relative to the base."
Severity: #error
Expression: "entry.request.url.all(contains(':').not())"
