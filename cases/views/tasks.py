"""Tasks: the list of them all, one of them, and finishing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from audit import history
from cases import services
from cases.filters import TaskFilter
from cases.forms import TaskForm, TaskStatusForm
from cases.models import CaseTask
from cases.tables import TaskTable
from cases.views.under import InCase
from core.models import Record
from core.views import RecordCreateView, RecordDetailView, RecordEditView, RecordListView, came_from

VIEW = "cases.view_casetask"
CHANGE = "cases.change_casetask"


class TaskListView(RecordListView):
    permission_required = VIEW
    queryset = CaseTask.objects.for_list()
    filterset_class = TaskFilter
    table_class = TaskTable
    title = "Tasks"
    icon = "list-check"
    empty_hint = "Widen the filters. A task is added on the page of a case."


class TaskDetailView(RecordDetailView):
    """A task with its history: it is too small for tabs."""

    permission_required = VIEW
    queryset = CaseTask.objects.for_list()
    template_name = "tasks/task_detail.html"
    list_url = "tasks:list"
    edit_url = "tasks:edit"
    change_permission = CHANGE

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        task, user = self.object, self.request.user
        return super().get_context_data(
            history=history.of(task),
            may_finish=CaseTask.objects.doable_by(user).filter(pk=task.pk).exists(),
            **context,
        )


class TaskCreateView(InCase, RecordCreateView):
    permission_required = "cases.add_casetask"
    queryset = CaseTask.objects.all()
    form_class = TaskForm
    title = "New task"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case": self.parent}

    def save(self, data: dict[str, Any]) -> CaseTask:
        due = data.pop("due_on")
        return services.add_task(self.parent, by=self.request.user, due=due, **data)

    def get_success_url_for(self, record: Record) -> str:
        return f"{super().get_success_url_for(record)}#tasks"


class TaskEditView(RecordEditView):
    permission_required = CHANGE
    queryset = CaseTask.objects.select_related("case")
    form_class = TaskForm
    title = "Edit the task"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case": self.object.case}

    def save(self, data: dict[str, Any]) -> CaseTask:
        return services.edit_task(self.object, **data)


@require_POST
@permission_required(VIEW, raise_exception=True)
def set_task_status(request: HttpRequest, ref: str) -> HttpResponse:
    """Done, dropped, or open again: by who may write on the case, or by the task's owner."""
    task = get_object_or_404(CaseTask.objects.visible_to(request.user), ref=ref)
    if not CaseTask.objects.doable_by(request.user).filter(pk=task.pk).exists():
        raise PermissionDenied("This task is another's, on a case that you may only read.")
    form = TaskStatusForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose whether the task is done, dropped or open again.")
        return redirect(task)
    task = services.set_task_status(task, by=request.user, **form.cleaned_data)
    messages.success(request, f"{task.status.label}: {task}.")
    return redirect(came_from(request) or task)
